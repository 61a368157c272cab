// What is said after a push.
import { commands as vscodeCommands, env, l10n, window } from 'vscode';
import { s3Uri } from '../model/bucketName';
import {
  bytesOf,
  objectsOf,
  weakestProof,
  type ProvenObject,
  type Proof,
  type Receipt,
  type Totals,
} from '../model/receipt';
import { commands } from './contributions';
import { droppedText } from './droppedText';
import { countText, recordsText, rowsText, sizeText } from './localFigures';
import type { Log } from './log';
import { plainText } from './plainText';

/** Facts without customer data. */
export function logReceipt(log: Log, receipt: Receipt): void {
  const { destination, startedAt, finishedAt } = receipt;
  for (const { rows, ...object } of receipt.files)
    log.info(`push to ${destination}: ${rows} rows, ${objectText(object)}`);
  if (receipt.manifest) log.info(`push to ${destination}: manifest, ${objectText(receipt.manifest)}`);
  log.info(`push to ${destination} took ${Date.parse(finishedAt) - Date.parse(startedAt)} ms`);
}

function objectText({ key, bytes, sha256, proof, guarded }: ProvenObject): string {
  return `${key}, ${bytes} bytes, sha256 ${sha256}, proof ${proof}, guarded ${guarded}`;
}

/**
 * *Delivered* is said only of what was read back, *verified* of what was compared as a whole.
 * @param isKept whether there is a receipt to show
 */
export async function announce(receipt: Receipt, isKept: boolean): Promise<void> {
  if (receipt.files.length === 0) return;
  const showReceipt = l10n.t('Show Receipt');
  const copy = receipt.files.length === 1 ? l10n.t('Copy S3 URI') : l10n.t('Copy S3 URIs');
  const show = weakestProof(receipt) === 'none' ? window.showWarningMessage : window.showInformationMessage;
  const text = [outcomeText(receipt), ...guardText(receipt)].join(' ');
  const chosen = await show(plainText(text), ...(isKept ? [showReceipt] : []), copy);
  if (chosen === showReceipt)
    await vscodeCommands.executeCommand(commands.showReceipt, { receiptId: receipt.id });
  if (chosen === copy)
    await copyUris(
      receipt.bucket,
      receipt.files.map(({ key }) => key),
    );
}

/** Only what is weaker than it should be is told. */
function guardText(receipt: Receipt): string[] {
  if (objectsOf(receipt).every(({ guarded }) => guarded === 'byStore')) return [];
  return [l10n.t('The store keeps no conditions: the key was looked at before the write, not in it.')];
}

/** Nothing was written, as the definition wants it. */
export async function announceSkipped(totals: Totals): Promise<void> {
  const what = l10n.t('Nothing was pushed: the export has no rows, and its definition says to skip it then.');
  const why = [l10n.t('{0} read', recordsText(totals.rowsRead)), droppedText(totals)];
  await window.showInformationMessage(`${what} ${why.filter(Boolean).join(' · ')}`);
}

/** Puts the addresses of objects into the clipboard, one a line. */
export async function copyUris(bucket: string, keys: readonly string[]): Promise<void> {
  await env.clipboard.writeText(keys.map((key) => s3Uri(bucket, key)).join('\n'));
  const [first = ''] = keys;
  const what = keys.length === 1 ? s3Uri(bucket, first) : l10n.t('{0} addresses', countText(keys.length));
  window.setStatusBarMessage(l10n.t('Copied {0}', what), 4000);
}

/** What became of an export with at least one file. */
export function outcomeText(receipt: Receipt): string {
  const { bucket, files, manifest } = receipt;
  const [first, last] = [files[0], files.at(-1)];
  const uri = s3Uri(bucket, first?.key ?? '');
  const proof = weakestProof(receipt);
  const withManifest = (text: string) => (manifest ? l10n.t('{0} and a manifest', text) : text);
  if (files.length === 1 && !manifest) return textOfOne(proof, uri);
  if (files.length === 1) return textOfSeveral(proof, withManifest(uri));
  const what = [
    l10n.t('{0} files', countText(files.length)),
    rowsText(receipt.rowsWritten),
    sizeText(bytesOf(receipt)),
  ].join(', ');
  const where = l10n.t('{0} to {1}', uri, (last?.key ?? '').split('/').at(-1) ?? '');
  return textOfSeveral(proof, withManifest(`${what}: ${where}`));
}

function textOfOne(proof: Proof, uri: string): string {
  switch (proof) {
    case 'content':
    case 'checksum':
    case 'md5':
      return l10n.t('Delivered and verified: {0}', uri);
    case 'size':
      return l10n.t(
        'Delivered: {0}. Only its size was compared: the store gives no checksum of it, and it could not be read back.',
        uri,
      );
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

function textOfSeveral(proof: Proof, files: string): string {
  switch (proof) {
    case 'content':
    case 'checksum':
    case 'md5':
      return l10n.t('Delivered and verified: {0}', files);
    case 'size':
      return l10n.t(
        'Delivered: {0}. Of some only the size was compared: the store gives no checksum of them, and they could not be read back.',
        files,
      );
    case 'answer':
      return l10n.t(
        "Written: {0}. The store's answers had the right checksums; not all objects could be read back.",
        files,
      );
    case 'none':
      return l10n.t(
        'Written: {0}. Not all could be verified, because objects could not be read back.',
        files,
      );
  }
}
