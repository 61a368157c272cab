// Which objects in the bucket are the last delivery of an export. The bucket decides, as others deliver, too: of the objects
// under its names the newest. Which files belong to it the receipt says, where there is one, else the numbers in their names.
import * as l10n from '@vscode/l10n';
import { s3Uri } from '../model/bucketName';
import { Failure } from '../model/failure';
import type { Plan } from '../model/plan';
import type { Receipt } from '../model/receipt';
import type { Connection } from './connection';
import { AccessDenied } from './explain';
import { keyReader, type KeyOfExport } from './keysOfExport';
import { listDelivered, type DeliveredObject } from './objects';
import type { ReceiptStore } from './receiptStore';
import { lastReceipt } from './sinceLast';

/** The objects of one delivery. */
export interface DeliveredExport {
  /** In the order of the export's files. */
  readonly keys: readonly string[];
  /** When the first was written; undefined where that is not known. */
  readonly writtenAt: Date | undefined;
}

export class NothingDelivered extends Failure {
  constructor(bucket: string, { keyShape }: Plan) {
    super('nothing-delivered', {
      what: l10n.t('Nothing of this export was delivered yet.'),
      why: l10n.t(
        'No object that begins with {0} has a name of this export.',
        s3Uri(bucket, keyShape.prefix),
      ),
      next: l10n.t('Push it first, or choose an object to compare with.'),
    });
  }
}

/** What a search needs beside the connection. */
export interface Search {
  readonly plan: Plan;
  readonly receipts: ReceiptStore;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The last delivery. Those who may not list get what the receipts know.
 * @throws NothingDelivered, S3Failure, AbortError
 */
export async function lastDelivery(connection: Connection, search: Search): Promise<DeliveredExport> {
  const { plan, receipts } = search;
  const { destination } = connection;
  try {
    const first = await newestFirst(connection, search);
    if (!first) throw new NothingDelivered(destination.bucket, plan);
    const found = isAlone(connection, plan)
      ? { keys: [first.key], writtenAt: first.lastModified }
      : await deliveryFrom(first, connection, search, keyReader(plan));
    return await byReceipt(first, found, connection, receipts);
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    const receipt = await lastReceipt(receipts, destination, plan);
    if (!receipt) throw error;
    return ofReceipt(receipt);
  }
}

/** The delivery that an object belongs to. The object itself is not looked at. @throws S3Failure, AbortError */
export async function deliveryOf(
  connection: Connection,
  key: string,
  search: Search,
): Promise<DeliveredExport> {
  const known = (await search.receipts.deliveriesTo(connection.destination))(key);
  if (known && known.receipt.files.some((file) => file.key === key)) return ofReceipt(known.receipt);
  const extension = `.${search.plan.format.fileExtension}`;
  const alone = { keys: [key], writtenAt: undefined };
  if (!key.endsWith(extension)) return alone;
  const read = (each: string): KeyOfExport | undefined => numbered(each, key, extension);
  try {
    const first = await find(connection, search, key);
    return first ? await deliveryFrom(first, connection, search, read) : alone;
  } catch (error) {
    if (error instanceof AccessDenied) return alone;
    throw error;
  }
}

function numbered(key: string, base: string, extension: string): KeyOfExport | undefined {
  if (key === base) return { base, number: undefined };
  const [, number] = /^_([1-9]\d*)$/.exec(key.slice(base.length - extension.length, -extension.length)) ?? [];
  return number === undefined || !key.endsWith(extension) ? undefined : { base, number: Number(number) };
}

/** All objects whose keys begin so. There may be millions: nobody keeps them. */
async function* objectsUnder(
  connection: Connection,
  { signal }: Search,
  prefix: string,
): AsyncGenerator<readonly DeliveredObject[]> {
  let continuationToken: string | undefined;
  do {
    const page = await listDelivered(connection, { prefix, continuationToken, signal, pageSize: 1000 });
    yield page.objects;
    continuationToken = page.next;
  } while (continuationToken !== undefined);
}

/** The first key that begins with a key is that key itself, if it exists. */
async function find(
  connection: Connection,
  { signal }: Search,
  key: string,
): Promise<DeliveredObject | undefined> {
  const { objects } = await listDelivered(connection, { prefix: key, signal, pageSize: 1 });
  return objects.find((object) => object.key === key);
}

/** The newest of the first files of deliveries. */
async function newestFirst(connection: Connection, search: Search): Promise<DeliveredObject | undefined> {
  const { plan } = search;
  const keyOf = keyReader(plan);
  const renames = connection.destination.object.overwrite === 'rename';
  const isFirst = ({ key }: DeliveredObject): boolean => {
    const read = keyOf(key);
    if (read?.number === undefined) return read !== undefined;
    // A name that was taken gets a number, too: from 1, where those of files begin with 2.
    return renames && (read.number === 1 || !hasMoment(plan));
  };
  let newest: DeliveredObject | undefined;
  for await (const objects of objectsUnder(connection, search, plan.keyShape.prefix))
    for (const object of objects.filter(isFirst))
      if (!newest || olderFirst(newest, object) < 0) newest = object;
  return newest;
}

/** Whether numbers in names do not tell which files belong together. */
function isAlone({ destination }: Connection, plan: Plan): boolean {
  return destination.object.overwrite === 'rename' && !hasMoment(plan);
}

/** Whether names differ from moment to moment: its numbers and names are expressions then. */
function hasMoment({ keyShape }: Plan): boolean {
  return keyShape.stem.includes('\\d+') || keyShape.stem.includes('\\p{L}+');
}

function olderFirst(a: DeliveredObject, b: DeliveredObject): number {
  return timeOf(a) - timeOf(b) || (a.key < b.key ? -1 : 1);
}

function timeOf({ lastModified }: DeliveredObject): number {
  return lastModified?.getTime() ?? 0;
}

/** A first file and those behind it: an older one is left of an earlier delivery under the same name. */
async function deliveryFrom(
  first: DeliveredObject,
  connection: Connection,
  search: Search,
  keyOf: (key: string) => KeyOfExport | undefined,
): Promise<DeliveredExport> {
  const files = [first];
  const own = keyOf(first.key);
  // Behind a name with a number there are no others.
  if (own?.number === undefined) {
    const numbers = await numbersOf(first.key, connection, search, keyOf);
    for (let number = 2; ; number++) {
      const next = numbers.get(number);
      if (!next || timeOf(next) < timeOf(files.at(-1) ?? first)) break;
      files.push(next);
    }
  }
  return { keys: files.map(({ key }) => key), writtenAt: first.lastModified };
}

/** The objects whose keys are another one's with a number. */
async function numbersOf(
  base: string,
  connection: Connection,
  search: Search,
  keyOf: (key: string) => KeyOfExport | undefined,
): Promise<Map<number, DeliveredObject>> {
  const numbers = new Map<number, DeliveredObject>();
  const stem = base.slice(0, -`.${search.plan.format.fileExtension}`.length);
  for await (const objects of objectsUnder(connection, search, `${stem}_`)) {
    for (const object of objects) {
      const read = keyOf(object.key);
      if (read?.number !== undefined && read.base === base) numbers.set(read.number, object);
    }
  }
  return numbers;
}

/** A receipt knows better which files there are, as long as it is of this very object. */
async function byReceipt(
  first: DeliveredObject,
  found: DeliveredExport,
  { destination }: Connection,
  receipts: ReceiptStore,
): Promise<DeliveredExport> {
  const known = (await receipts.deliveriesTo(destination))(first.key);
  const isOfIt = known !== undefined && known.file.bytes === first.size && known.file.etag === first.etag;
  return isOfIt ? ofReceipt(known.receipt) : found;
}

function ofReceipt({ files, finishedAt }: Receipt): DeliveredExport {
  return { keys: files.map(({ key }) => key), writtenAt: new Date(finishedAt) };
}
