// What is said after a push.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import type { Receipt } from '../model/receipt';
import { commands } from './contributions';
import type { Log } from './log';

/** Facts without customer data. */
export function logReceipt(log: Log, receipt: Receipt): void {
  const { destination, key, rowsWritten, bytes, sha256, proof, startedAt, finishedAt } = receipt;
  const duration = Date.parse(finishedAt) - Date.parse(startedAt);
  const figures = `${rowsWritten} rows, ${bytes} bytes, sha256 ${sha256}, proof ${proof}, ${duration} ms`;
  log.info(`push to ${destination}: ${key}, ${figures}`);
}

/** *Delivered* is said only of what is proved. */
export async function announce(receipt: Receipt, destination: Destination): Promise<void> {
  const uri = s3Uri(receipt.bucket, receipt.key);
  const [open, copy] = [l10n.t('Open Preview of Object'), l10n.t('Copy S3 URI')];
  const chosen = await (receipt.proof === 'none'
    ? window.showWarningMessage(l10n.t('Written {0}, could not be verified', uri), open, copy)
    : window.showInformationMessage(l10n.t('Delivered and verified: {0}', uri), open, copy));
  const object = { destination, key: receipt.key };
  if (chosen === open) await vscodeCommands.executeCommand(commands.openObject, object);
  if (chosen === copy) await vscodeCommands.executeCommand(commands.copyObjectUri, object);
}
