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
    const newest = newestOf(await ownObjects(connection, search, plan.keyShape.prefix), connection, plan);
    if (!newest) throw new NothingDelivered(destination.bucket, plan);
    return await byReceipt(newest, connection, receipts);
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
  try {
    const objects = await allObjects(connection, search, key.slice(0, -extension.length));
    const first = objects.find((object) => object.key === key);
    const read = (each: string): KeyOfExport | undefined => numbered(each, key, extension);
    return first ? deliveryFrom(first, objects, read) : alone;
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

async function allObjects(
  connection: Connection,
  { signal }: Search,
  prefix: string,
): Promise<DeliveredObject[]> {
  const all: DeliveredObject[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await listDelivered(connection, { prefix, continuationToken, signal, pageSize: 1000 });
    all.push(...page.objects);
    continuationToken = page.next;
  } while (continuationToken !== undefined);
  return all;
}

async function ownObjects(
  connection: Connection,
  search: Search,
  prefix: string,
): Promise<DeliveredObject[]> {
  const keyOf = keyReader(search.plan);
  return (await allObjects(connection, search, prefix)).filter(({ key }) => keyOf(key));
}

interface Candidate extends DeliveredExport {
  readonly first: DeliveredObject;
}

function newestOf(
  objects: readonly DeliveredObject[],
  { destination }: Connection,
  plan: Plan,
): Candidate | undefined {
  const keyOf = keyReader(plan);
  const isFirst = ({ key }: DeliveredObject): boolean => {
    const number = keyOf(key)?.number;
    // A name that was taken gets a number, too: from 1, where those of files begin with 2.
    return (
      number === undefined ||
      (destination.object.overwrite === 'rename' && (number === 1 || !hasMoment(plan)))
    );
  };
  const firsts = objects.filter(isFirst).sort(olderFirst);
  const first = firsts.at(-1);
  if (!first) return undefined;
  const alone = destination.object.overwrite === 'rename' && !hasMoment(plan);
  return alone
    ? { first, keys: [first.key], writtenAt: first.lastModified }
    : deliveryFrom(first, objects, keyOf);
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
function deliveryFrom(
  first: DeliveredObject,
  objects: readonly DeliveredObject[],
  keyOf: (key: string) => KeyOfExport | undefined,
): Candidate {
  const files = [first];
  const own = keyOf(first.key);
  const byNumber = new Map<number | undefined, DeliveredObject>();
  for (const object of objects) {
    const read = keyOf(object.key);
    if (read && read.base === own?.base) byNumber.set(read.number, object);
  }
  // Behind a name with a number there are no others.
  for (let number = 2; own?.number === undefined; number++) {
    const next = byNumber.get(number);
    if (!next || timeOf(next) < timeOf(files.at(-1) ?? first)) break;
    files.push(next);
  }
  return { first, keys: files.map(({ key }) => key), writtenAt: first.lastModified };
}

/** A receipt knows better which files there are, as long as it is of this very object. */
async function byReceipt(
  { first, ...found }: Candidate,
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
