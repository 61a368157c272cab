// Where receipts are kept: a folder with one file for each.
import * as l10n from '@vscode/l10n';
import { bucketAddress } from '../model/destination';
import { explain, Failure, sentences } from '../model/failure';
import { objectsOf, type DeliveredFile, type ProvenObject, type Receipt } from '../model/receipt';
import { readReceipt, receiptText } from '../model/receiptSchema';
import { RecordFolder } from './recordFolder';

/** A receipt could not be kept. What it is about is delivered all the same. */
export class ReceiptNotKept extends Failure {
  constructor(folder: string, cause: unknown) {
    const { what, why } = explain(cause);
    super(
      'receipt-not-kept',
      {
        what: l10n.t('The receipt of the delivery could not be kept in {0}.', folder),
        why: sentences({ what, why, next: '' }),
        next: l10n.t('What was delivered is not affected: there is no need to push again.'),
      },
      { cause },
    );
  }
}

/** A file, or a manifest, as it was delivered, and the receipt that says so. */
export interface Delivery {
  readonly receipt: Receipt;
  readonly file: DeliveredFile | ProvenObject;
}

/** What tells buckets apart. */
type Bucket = Pick<Receipt, 'endpoint' | 'bucket'>;

/** How many receipts are kept. */
const defaultLimit = 1000;

export class ReceiptStore {
  private readonly records: RecordFolder<Receipt>;
  private index: { readonly of: string; readonly deliveries: ReadonlyMap<string, Delivery> } | undefined;

  /**
   * @param folder need not be there yet
   * @param limit how many receipts are kept. Default: 1,000
   */
  constructor(folder: string, limit = defaultLimit) {
    this.records = new RecordFolder(folder, limit, { text: receiptText, read: readReceipt });
  }

  /** Keeps a receipt, and removes the oldest above the limit. @throws ReceiptNotKept */
  async save(receipt: Receipt): Promise<void> {
    try {
      await this.records.save(receipt);
    } catch (error) {
      throw new ReceiptNotKept(this.records.path, error);
    }
  }

  /** All that can be read, newest first. */
  async all(): Promise<Receipt[]> {
    return this.records.read((await this.records.names()).reverse());
  }

  /** A receipt as it is kept. @param id or the beginning of one @returns nothing unless there is exactly one such receipt */
  async text(id: string): Promise<string | undefined> {
    return this.records.text(id);
  }

  /** The same, read. */
  async get(id: string): Promise<Receipt | undefined> {
    const text = await this.text(id);
    return text === undefined ? undefined : readReceipt(text);
  }

  /** What was delivered last under the keys of a bucket. The folder is looked at once, and only new files are read. */
  async deliveriesTo(bucket: Bucket): Promise<(key: string) => Delivery | undefined> {
    const names = await this.records.names();
    const of = names.join();
    if (this.index?.of !== of) this.index = { of, deliveries: latest(await this.records.read(names)) };
    const { deliveries } = this.index;
    return (key) => deliveries.get(address(bucket, key));
  }
}

/** @param receipts oldest first */
function latest(receipts: readonly Receipt[]): Map<string, Delivery> {
  return new Map(
    receipts.flatMap((receipt) =>
      objectsOf(receipt).map((file) => [address(receipt, file.key), { receipt, file }] as const),
    ),
  );
}

function address(bucket: Bucket, key: string): string {
  return `${bucketAddress(bucket)}\n${key}`;
}
