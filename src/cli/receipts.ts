// `receipts`: the last deliveries, newest first. `receipt ID`: one of them as it is kept.
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { ReceiptStore } from '../delivery/receiptStore';
import { s3Uri } from '../model/bucketName';
import { Failure } from '../model/failure';
import { outcomeOf, type Receipt } from '../model/receipt';
import type { ReceiptArguments, ReceiptsArguments } from './arguments';
import type { Host } from './host';
import { listedAtMost } from './report';
import { stateFolder } from './state';
import { counted, print, printJson, table } from './terminal';

/** Nothing is known of what should be looked at. */
export class NoReceipt extends Failure {
  /** @param operand what was asked for. Default: the last delivery */
  constructor(operand: string | undefined) {
    super('no-receipt', {
      what:
        operand === undefined
          ? l10n.t('There is no receipt yet.')
          : l10n.t('There is no receipt, or more than one, for "{0}".', operand),
      why: '',
      next: l10n.t('See s3-destinations receipts. Receipts in another folder are found with --state DIR.'),
    });
  }
}

/** @param state what `--state` says */
export function receiptStore(host: Host, state: string | undefined): ReceiptStore {
  return new ReceiptStore(join(stateFolder(host, state), 'receipts'));
}

export async function receipts({ json, state }: ReceiptsArguments, host: Host): Promise<void> {
  const all = await receiptStore(host, state).all();
  if (json) return printJson(host, all);
  const lines = all.slice(0, listedAtMost).map((receipt) => [receipt.id, summary(receipt)] as const);
  const more = all.length - lines.length;
  await print(host, table(more > 0 ? [...lines, ['', `and ${more.toLocaleString('en-US')} more`]] : lines));
}

/** @throws NoReceipt */
export async function receipt({ id, state }: ReceiptArguments, host: Host): Promise<void> {
  const text = await receiptStore(host, state).text(id);
  if (text === undefined) throw new NoReceipt(id);
  await print(host, text);
}

function summary(receipt: Receipt): string {
  const { bucket, files, rowsWritten, finishedAt } = receipt;
  const objects = objectsText(
    bucket,
    files.map(({ key }) => key),
  );
  return [utc(finishedAt), objects, counted(rowsWritten, 'row'), outcomeOf(receipt)].join(' · ');
}

/** `s3://acme/daily/luxury.csv and 2 more files`. @param keys of an export's files, in their order */
export function objectsText(bucket: string, keys: readonly string[]): string {
  const uri = s3Uri(bucket, keys[0] ?? '');
  return keys.length > 1 ? `${uri} and ${counted(keys.length - 1, 'more file')}` : uri;
}

/** `2026-11-22 06:00:00 UTC`. @param time ISO 8601, UTC */
export function utc(time: string): string {
  return `${time.slice(0, 19).replace('T', ' ')} UTC`;
}
