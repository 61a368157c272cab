// What is said after a push.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import type { Proof, Receipt } from '../model/receipt';
import { commands } from './contributions';
import type { Log } from './log';
import { plainText } from './plainText';

/** Facts without customer data. */
export function logReceipt(log: Log, receipt: Receipt): void {
  const { destination, startedAt, finishedAt } = receipt;
  for (const { key, rows, bytes, sha256, proof } of receipt.files) {
    log.info(
      `push to ${destination}: ${key}, ${rows} rows, ${bytes} bytes, sha256 ${sha256}, proof ${proof}`,
    );
  }
  log.info(`push to ${destination} took ${Date.parse(finishedAt) - Date.parse(startedAt)} ms`);
}

/** *Delivered* is said only of what was read back, *verified* of what was compared as a whole. */
export async function announce(receipt: Receipt, destination: Destination): Promise<void> {
  const [file] = receipt.files;
  if (!file) return;
  const uri = s3Uri(receipt.bucket, file.key);
  const [open, copy] = [l10n.t('Open Preview of Object'), l10n.t('Copy S3 URI')];
  const show = file.proof === 'none' ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await show(plainText(outcomeText(file.proof, uri)), open, copy);
  const object = { destination, key: file.key };
  if (chosen === open) await vscodeCommands.executeCommand(commands.openObject, object);
  if (chosen === copy) await vscodeCommands.executeCommand(commands.copyObjectUri, object);
}

function outcomeText(proof: Proof, uri: string): string {
  switch (proof) {
    case 'checksum':
      return l10n.t('Delivered and verified: {0}', uri);
    case 'size':
      return l10n.t('Delivered: {0}. Verified by size only, because the store gives no checksum of it.', uri);
    case 'answer':
      return l10n.t(
        "Written: {0}. The store's answer had the right checksum; the object could not be read back.",
        uri,
      );
    case 'none':
      return l10n.t(
        'Written: {0}. It could not be verified, because the object could not be read back.',
        uri,
      );
  }
}
