// What a push and a dry run say of the last delivery of the same export: the rows, and a warning of what is unlike it.
import { defaultRowCountDeviation, deviatesBeyond, sinceLast, type SinceLast } from '../delivery/sinceLast';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import type { Counts } from '../model/receipt';
import type { PushArguments } from './arguments';
import { readSetting } from './config';
import type { Host } from './host';
import { receiptStore, utc } from './receipts';
import { counted, say } from './terminal';

/** Warns on standard error. @returns the last delivery, if there was one from here */
export async function warnOfChanges(
  host: Host,
  { state, config }: Pick<PushArguments, 'state' | 'config'>,
  destination: Destination,
  plan: Plan,
  counts: Pick<Counts, 'rowsWritten'>,
): Promise<SinceLast | undefined> {
  const last = await sinceLast(receiptStore(host, state), destination, plan, counts);
  if (!last) return undefined;
  const percent = await rowCountDeviation(host, config);
  for (const text of warningsOf(last, percent, plan)) say(host, `Warning: ${text}`);
  return last;
}

/** From which deviation on the rows are warned of, in percent. @throws NoConfig */
export async function rowCountDeviation(host: Host, config: string): Promise<number> {
  const setting = await readSetting(host, config, 'push.rowCountDeviation');
  return typeof setting === 'number' ? setting : defaultRowCountDeviation;
}

function warningsOf(last: SinceLast, percent: number, { columns }: Plan): string[] {
  const { columnsBefore } = last;
  return [
    ...(deviatesBeyond(last, percent)
      ? [`The rows deviate by more than ${percent} %: ${lastText(last)}.`]
      : []),
    ...(columnsBefore === undefined
      ? []
      : [`The headers are not those of the last delivery: ${headersText(columns.length, columnsBefore)}.`]),
  ];
}

function headersText(now: number, before: number): string {
  if (now === before) return 'other names, or another order';
  return `${counted(now, 'column')} instead of ${before.toLocaleString('en-US')}`;
}

/** `1,198,020 rows at the last delivery, 2026-11-22 06:00:00 UTC, +0.5 %` */
export function lastText({ rowsBefore, deviation, receipt }: SinceLast): string {
  const before = `${counted(rowsBefore, 'row')} at the last delivery, ${utc(receipt.finishedAt)}`;
  if (deviation === undefined) return before;
  const style = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const;
  return `${before}, ${deviation.toLocaleString('en-US', style)} %`;
}
