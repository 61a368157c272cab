// What an export amounts to against its last delivery, by the receipt of that: what a person should know before the next.
import { bucketAddress, type Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import type { Counts, Receipt } from '../model/receipt';
import { headersFigures } from './headersFigures';
import { keyReader } from './keysOfExport';
import type { ReceiptStore } from './receiptStore';

export interface SinceLast {
  readonly receipt: Receipt;
  readonly rowsBefore: number;
  /** By how much the rows are more (or less) than then, in percent. Undefined where there were none. */
  readonly deviation: number | undefined;
  /** How many columns there were, where the headers or their order are no longer the same. */
  readonly columnsBefore: number | undefined;
}

/** From which deviation on the rows are warned of, in percent. */
export const defaultRowCountDeviation = 20;

/** The newest receipt of an export at its destination: of the same segment, under a name that the export gives. */
export async function lastReceipt(
  receipts: ReceiptStore,
  destination: Pick<Destination, 'bucket' | 'endpoint'>,
  plan: Plan,
): Promise<Receipt | undefined> {
  const [address, keyOf] = [bucketAddress(destination), keyReader(plan)];
  return (await receipts.all()).find(
    (receipt) =>
      receipt.segment === plan.segment.id &&
      bucketAddress(receipt) === address &&
      keyOf(receipt.files[0]?.key ?? '') !== undefined,
  );
}

/** @returns undefined where nothing of the export was delivered from here */
export async function sinceLast(
  receipts: ReceiptStore,
  destination: Pick<Destination, 'bucket' | 'endpoint'>,
  plan: Plan,
  { rowsWritten }: Pick<Counts, 'rowsWritten'>,
): Promise<SinceLast | undefined> {
  const receipt = await lastReceipt(receipts, destination, plan);
  if (!receipt) return undefined;
  const { rowsWritten: rowsBefore, headers } = receipt;
  const changed = headers !== undefined && headers.sha256 !== headersFigures(plan).sha256;
  return {
    receipt,
    rowsBefore,
    deviation: deviationOf(rowsWritten, rowsBefore),
    columnsBefore: changed ? headers.count : undefined,
  };
}

/** In percent. Undefined where there were none. */
export function deviationOf(rows: number, rowsBefore: number): number | undefined {
  return rowsBefore === 0 ? undefined : (100 * (rows - rowsBefore)) / rowsBefore;
}

/** @param percent 0: never */
export function deviatesBeyond({ deviation = 0 }: Pick<SinceLast, 'deviation'>, percent: number): boolean {
  return percent > 0 && Math.abs(deviation) > percent;
}
