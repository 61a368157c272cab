// Where receipts are kept: a folder with one file for each, named by time and id. Files appear whole, never change, and
// the oldest go when there are too many, so any number of windows and programs may share the folder without a lock.
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { bucketAddress } from '../model/destination';
import { explain, Failure, sentences } from '../model/failure';
import { objectsOf, type DeliveredFile, type ProvenObject, type Receipt } from '../model/receipt';
import { readReceipt, receiptText } from '../model/receiptSchema';
import { makePrivateFolder } from './privateFolder';

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

/** The end of the name of a file that is being written. */
const temporary = '.tmp';
const abandonedAfterMs = 3_600_000;

const fileName = /^\d{8}T\d{9}Z-([0-9a-f-]{36})\.json$/;

export class ReceiptStore {
  /** By file name; undefined for what is no receipt. Each file is read once. */
  private readonly known = new Map<string, Receipt | undefined>();
  private index: { readonly of: string; readonly deliveries: ReadonlyMap<string, Delivery> } | undefined;

  /**
   * @param folder need not be there yet
   * @param limit how many receipts are kept. Default: 1,000
   */
  constructor(
    private readonly folder: string,
    private readonly limit = defaultLimit,
  ) {}

  /** Keeps a receipt, and removes the oldest above the limit. @throws ReceiptNotKept */
  async save(receipt: Receipt): Promise<void> {
    try {
      await makePrivateFolder(this.folder);
      await this.write(nameOf(receipt), receiptText(receipt));
    } catch (error) {
      throw new ReceiptNotKept(this.folder, error);
    }
    // That there are some too many harms nobody.
    await this.tidy().catch(() => undefined);
  }

  /** All that can be read, newest first. */
  async all(): Promise<Receipt[]> {
    const receipts = await this.read(await this.names());
    return receipts.reverse();
  }

  /** A receipt as it is kept. @param id or the beginning of one @returns nothing unless there is exactly one such receipt */
  async text(id: string): Promise<string | undefined> {
    const names = (await this.names()).filter((name) => fileName.exec(name)?.[1]?.startsWith(id));
    // A run that was interrupted behind its receipt has a second one: the newer counts.
    const name = names.at(-1);
    const ids = new Set(names.map((each) => fileName.exec(each)?.[1]));
    if (name === undefined || ids.size > 1) return undefined;
    const text = await readFile(join(this.folder, name), 'utf8').catch(() => '');
    return readReceipt(text) && text;
  }

  /** The same, read. */
  async get(id: string): Promise<Receipt | undefined> {
    const text = await this.text(id);
    return text === undefined ? undefined : readReceipt(text);
  }

  /** What was delivered last under the keys of a bucket. The folder is looked at once, and only new files are read. */
  async deliveriesTo(bucket: Bucket): Promise<(key: string) => Delivery | undefined> {
    const names = await this.names();
    const of = names.join();
    if (this.index?.of !== of) this.index = { of, deliveries: latest(await this.read(names)) };
    const { deliveries } = this.index;
    return (key) => deliveries.get(address(bucket, key));
  }

  /** File names of receipts, oldest first. A folder that is not there, or cannot be looked at, has none. */
  private async names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => fileName.test(name)).sort();
  }

  private async read(names: readonly string[]): Promise<Receipt[]> {
    const there = new Set(names);
    for (const name of this.known.keys()) if (!there.has(name)) this.known.delete(name);
    const receipts: Receipt[] = [];
    for (const name of names) {
      const receipt = this.known.has(name) ? this.known.get(name) : await this.readOne(name);
      if (receipt) receipts.push(receipt);
    }
    return receipts;
  }

  private async readOne(name: string): Promise<Receipt | undefined> {
    try {
      const receipt = readReceipt(await readFile(join(this.folder, name), 'utf8'));
      this.known.set(name, receipt);
      return receipt;
    } catch {
      // It may be gone by now, or be readable the next time.
      return undefined;
    }
  }

  /** The file appears whole, for whoever looks, and stays so when the machine stops. */
  private async write(name: string, text: string): Promise<void> {
    const path = join(this.folder, `${randomUUID()}${temporary}`);
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(path, join(this.folder, name));
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  private async tidy(): Promise<void> {
    const unfinished = (await readdir(this.folder)).filter((name) => name.endsWith(temporary));
    for (const name of [...(await this.names()).slice(0, -this.limit), ...(await this.abandoned(unfinished))])
      await rm(join(this.folder, name), { force: true });
  }

  /** What a program left behind that was ended in mid-write. */
  private async abandoned(names: readonly string[]): Promise<string[]> {
    const ages = names.map(async (name) => Date.now() - (await stat(join(this.folder, name))).mtimeMs);
    const settled = await Promise.allSettled(ages);
    return names.filter((_, index) => {
      const age = settled[index];
      return age?.status === 'fulfilled' && age.value > abandonedAfterMs;
    });
  }
}

/** Sorts by time. */
function nameOf({ finishedAt, id }: Receipt): string {
  return `${finishedAt.replace(/[-:.]/g, '')}-${id}.json`;
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
