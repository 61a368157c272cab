// `verify`: looks at delivered objects again. Are they still what their receipt says?
import * as l10n from '@vscode/l10n';
import type { Connection } from '../delivery/connection';
import { destinationOfReceipt } from '../delivery/receiptDestination';
import type { ReceiptStore } from '../delivery/receiptStore';
import {
  verifyDelivery,
  type DeliveredVersion,
  type Difference,
  type Sameness,
  type Verdict,
} from '../delivery/verify';
import { s3Uri } from '../model/bucketName';
import { readDestination, type Destination } from '../model/destination';
import { Failure } from '../model/failure';
import { objectsOf, type ProvenObject, type Receipt } from '../model/receipt';
import type { VerifyArguments } from './arguments';
import { readSettings } from './config';
import type { Host } from './host';
import { NoReceipt, receiptStore, utc } from './receipts';
import { counted, megabytes, printReport, withProgress, type ProgressLine } from './terminal';
import { withConnection } from './withConnection';

/** At least one object is not what was delivered. */
export class NotAsDelivered extends Failure {
  constructor(differing: number, all: number) {
    super('not-as-delivered', {
      what: l10n.t('Not as delivered: {0} of {1}.', differing, counted(all, 'object')),
      why: l10n.t('Somebody wrote or removed what was delivered since.'),
      next: l10n.t('Push again, if the export should be there.'),
    });
  }
}

/** What was delivered, and which of its objects are looked at. */
interface Subject {
  readonly receipt: Receipt;
  readonly files: readonly ProvenObject[];
}

interface Checked {
  readonly file: ProvenObject;
  readonly verdict: Verdict;
}

export async function verify(words: VerifyArguments, host: Host): Promise<void> {
  const subject = await findSubject(receiptStore(host, words.state), words.operand);
  const destination = destinationOfReceipt(subject.receipt, await destinationsIn(host, words.config));
  const checked = await checkAll(subject, destination, words.content, host);
  const differing = checked.filter(({ verdict }) => verdict.state !== 'unchanged').length;
  try {
    await printReport(host, words, {
      json: jsonOf(subject.receipt, checked),
      lines: checked.flatMap(linesOf(subject.receipt)),
    });
  } catch (error) {
    // Nobody reads the lines; the exit code still says it.
    if (differing === 0) throw error;
  }
  if (differing > 0) throw new NotAsDelivered(differing, checked.length);
}

/** @param operand a key goes before an id, and the last delivery of it counts @throws NoReceipt */
async function findSubject(store: ReceiptStore, operand: string | undefined): Promise<Subject> {
  const receipts = await store.all();
  if (operand === undefined) {
    const [last] = receipts;
    if (!last) throw new NoReceipt(undefined);
    return { receipt: last, files: objectsOf(last) };
  }
  for (const receipt of receipts) {
    const file = objectsOf(receipt).find(
      ({ key }) => key === operand || s3Uri(receipt.bucket, key) === operand,
    );
    if (file) return { receipt, files: [file] };
  }
  const receipt = await store.get(operand);
  if (!receipt) throw new NoReceipt(operand);
  return { receipt, files: objectsOf(receipt) };
}

/** Those that can be used. */
async function destinationsIn(host: Host, config: string): Promise<Destination[]> {
  return Object.entries(await readSettings(host, config)).flatMap(([id, settings]) => {
    try {
      return [readDestination(id, settings)];
    } catch {
      return [];
    }
  });
}

async function checkAll(
  { files }: Subject,
  destination: Destination,
  content: boolean,
  host: Host,
): Promise<Checked[]> {
  const { signal } = host;
  const checked: Checked[] = [];
  const work = async (connection: Connection, progress: ProgressLine): Promise<Checked[]> => {
    for (const file of files) {
      const onProgress = (bytes: number) => progress.show(() => `Reading ${file.key}… ${megabytes(bytes)}`);
      const verdict = await verifyDelivery(connection, file, { content, signal, onProgress });
      checked.push({ file, verdict });
    }
    return checked;
  };
  return withConnection(host, destination, (connection) =>
    withProgress(host, (progress) => work(connection, progress)),
  );
}

function jsonOf({ id, destination, bucket, endpoint }: Receipt, checked: readonly Checked[]): unknown {
  const objects = checked.map(({ file: { key, bytes, sha256, crc32, etag, versionId }, verdict }) => ({
    ...{ key, ...verdict },
    delivered: { bytes, sha256, crc32, etag, versionId },
  }));
  return { receipt: id, destination, bucket, endpoint, objects };
}

function linesOf({ bucket, finishedAt }: Receipt): (checked: Checked) => [string, string][] {
  return ({ file, verdict }) => [
    [verdict.state, `${s3Uri(bucket, file.key)} · delivered ${utc(finishedAt)}`],
    ...details(file, verdict).map((text): [string, string] => ['', text]),
  ];
}

function details(file: ProvenObject, verdict: Verdict): string[] {
  const version = verdict.version === undefined ? [] : [versionText(verdict)];
  if (verdict.state === 'gone') return version;
  const by = verdict.state === 'unchanged' ? sameText[verdict.by] : otherText(file, verdict);
  return [by, ...version];
}

const sameText: Record<Sameness, string> = {
  content: 'its whole content was read: the SHA-256 is that of the receipt',
  checksum: "size and the store's own checksum are those of the receipt",
  etag: 'size and ETag are those of the receipt; the store shows no checksum',
};

function otherText(file: ProvenObject, { by, found }: Extract<Verdict, { state: 'changed' }>): string {
  const when = found.lastModified ? `, last modified ${utc(found.lastModified.toISOString())}` : '';
  const texts: Record<Difference, string> = {
    content: `SHA-256 ${found.sha256} instead of ${file.sha256}`,
    checksum: `CRC-32 ${found.crc32} instead of ${file.crc32}`,
    size: `${counted(found.bytes, 'byte')} instead of ${file.bytes.toLocaleString('en-US')}`,
  };
  return `${texts[by]}${when}`;
}

function versionText({ state, version = 'unknown' }: Verdict): string {
  const over = state === 'gone' ? 'it was deleted' : 'another version lies over the delivered one';
  const texts: Record<DeliveredVersion, string> = {
    kept: 'the delivered version is still in the bucket',
    gone: 'the delivered version is gone',
    unknown: 'whether the delivered version is still there may not be looked at',
  };
  return `${over}; ${texts[version]}`;
}
