// What a push and a dry run print: the same facts as lines for people and as JSON for programs.
import type { IncompleteDelivery } from '../delivery/failures';
import { manifestKeyPattern } from '../delivery/manifest';
import { s3Uri } from '../model/bucketName';
import type { Findings } from '../model/finding';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import {
  bytesOf,
  droppedRows,
  isReadBack,
  objectsOf,
  type Dropped,
  type DropReason,
  type FileFigures,
  type Proof,
  type Receipt,
  type Totals,
} from '../model/receipt';
import { findingLines } from './findingLines';
import { atMost, counted } from './terminal';

type Line = readonly [name: string, value: string];

export interface Report {
  readonly lines: readonly Line[];
  readonly json: unknown;
}

/** How many files, and how many dropped records, are listed for people. JSON has all files. */
export const listedAtMost = 20;

export interface DryRunFacts {
  /** The first ones. */
  readonly dropped: readonly Dropped[];
  readonly findings: Findings;
  /** Of the last delivery of the export. */
  readonly last?: string | undefined;
}

export function dryRunReport(
  { id: destination, name, production, bucket, object }: Destination,
  plan: Plan,
  totals: Totals,
  { dropped, findings, last }: DryRunFacts,
): Report {
  const headers = plan.columns.map(({ header }) => header);
  const files = totals.files.slice(0, listedAtMost).map((file) => fileText(bucket, file));
  const manifest =
    object.manifest && totals.files.length > 0
      ? { key: manifestKeyPattern(plan.key, destination, '<run id>') }
      : undefined;
  return {
    json: {
      ...{ destination, bucket, headers, replacements: plan.replacements },
      ...{ ...totals, manifest, droppedRecords: dropped, findings: findings.counts },
    },
    lines: [
      ['dry run', 'nothing was sent'],
      ...productionLines({ name, production }),
      ['columns', headers.join(', ')],
      ...named('object', atMost(files, listedAtMost, totals.files.length)),
      ...(manifest ? [['manifest', `${s3Uri(bucket, manifest.key)}, written last`] as const] : []),
      ...countLines(totals),
      ...(last === undefined ? [] : [['before', last] as const]),
      ...named('', atMost(dropped.map(droppedText), listedAtMost, droppedRows(totals))),
      ...noteLines(plan, totals),
      ...findingLines(findings),
    ],
  };
}

export function receiptReport(receipt: Receipt, plan: Plan, destination: Marked): Report {
  return {
    json: { ...receipt, replacements: plan.replacements },
    lines: [
      ...productionLines(destination),
      ...deliveredLines(receipt),
      ...manifestLines(receipt),
      ...countLines(receipt),
      ...noteLines(plan, receipt),
      ...proofLines(receipt),
      ...guardLines(receipt),
    ],
  };
}

type Marked = Pick<Destination, 'name' | 'production'>;

function productionLines({ name, production }: Marked): Line[] {
  return production ? [['production', name]] : [];
}

/** What programs are told of a push that ended early: what of a receipt is known, and the error. */
export function incompleteJson(
  { id: destination, bucket }: Destination,
  { code, message, files }: IncompleteDelivery,
): unknown {
  return { destination, bucket, files, error: { code, message } };
}

function deliveredLines({ bucket, files }: Receipt): Line[] {
  const shown = files.slice(0, listedAtMost);
  const texts = atMost(
    shown.map((file) => fileText(bucket, file)),
    listedAtMost,
    files.length,
  );
  return texts.map((text, index) => [deliveredOrWritten(shown[index]), text]);
}

/** How it was verified is told where that is not told of a file already. */
function manifestLines({ bucket, files, manifest }: Receipt): Line[] {
  if (!manifest) return [];
  const told = files.some(({ proof }) => proof === manifest.proof);
  return [
    ['manifest', objectText(bucket, manifest)],
    ...(told ? [] : [['', proofText[manifest.proof]] as const]),
  ];
}

function deliveredOrWritten(file: Receipt['files'][number] | undefined): string {
  if (!file) return '';
  return isReadBack(file.proof) ? 'delivered' : 'written';
}

const proofText: Record<Proof, string> = {
  content: 'verified: the object was read back, and its SHA-256 equals that of the export',
  checksum: "verified: the store's own checksum equals that of the export",
  md5: "verified: the object's size and MD5 equal those of the export",
  size: 'by size only: the store gives no checksum of the object, and it could not be read back',
  answer:
    "not read back: the store's answer had the right checksum, the object itself could not be looked at",
  none: 'not verified: the object could not be looked at, and the answer of the store had no checksum',
};

/** Only what is weaker than it should be is told. */
function guardLines(receipt: Receipt): Line[] {
  if (objectsOf(receipt).every(({ guarded }) => guarded === 'byStore')) return [];
  return [['guard', 'the store keeps no conditions: the key was looked at before the write, not in it']];
}

function proofLines({ files }: Receipt): Line[] {
  const proofs = [...new Set(files.map(({ proof }) => proof))];
  return proofs.map((proof) => {
    const count = files.filter((file) => file.proof === proof).length;
    return [
      'proof',
      files.length === 1 ? proofText[proof] : `${counted(count, 'file')}: ${proofText[proof]}`,
    ];
  });
}

function fileText(bucket: string, { rows, ...object }: FileFigures): string {
  return objectText(bucket, object, counted(rows, 'row'));
}

function objectText(
  bucket: string,
  { key, bytes, sha256 }: Omit<FileFigures, 'rows'>,
  ...content: string[]
): string {
  return [s3Uri(bucket, key), ...content, counted(bytes, 'byte'), `SHA-256 ${sha256}`].join(' · ');
}

function countLines(totals: Totals): Line[] {
  const lines: Line[] = [];
  if (totals.files.length === 0) lines.push(['skipped', 'nothing to deliver: no rows']);
  const [written, read] = [totals.rowsWritten.toLocaleString('en-US'), counted(totals.rowsRead, 'record')];
  lines.push(['rows', `${written}, of ${read} read`]);
  lines.push(['bytes', bytesOf(totals).toLocaleString('en-US')]);
  const reasons = (Object.entries(totals.dropped) as [DropReason, number][]).filter(([, count]) => count > 0);
  if (reasons.length > 0) {
    const why = reasons.map(([reason, count]) => `${count.toLocaleString('en-US')} ${reasonText[reason]}`);
    lines.push(['dropped', `${counted(droppedRows(totals), 'record')}: ${why.join(', ')}`]);
  }
  return lines;
}

const reasonText: Record<DropReason, string> = {
  expired: 'left the segment',
  notAMember: 'not in the segment',
  mandatory: 'without a mandatory value',
  duplicate: 'with the key of another record',
};

function droppedText({ file, line, reason, column }: Dropped): string {
  const place = file === undefined ? `line ${line}` : `${file}, line ${line}`;
  return `${place}: ${column === undefined ? reasonText[reason] : `without a value in ${column}`}`;
}

function noteLines(
  { replacements }: Plan,
  { unmappedValues, rowsWithoutKey, emptyColumns, formulas }: Totals,
): Line[] {
  const lines: Line[] = [];
  if (unmappedValues > 0) {
    const values = counted(unmappedValues, 'value');
    lines.push(['left out', `${values} at paths that the first 1,000 records do not have`]);
  }
  if (rowsWithoutKey > 0) {
    const records = counted(rowsWithoutKey, 'record');
    lines.push(['no key', `${records} without a value in any deduplication key: all are written`]);
  }
  if (emptyColumns.length > 0) {
    lines.push(['no values', `no row has a value in ${atMost(emptyColumns, listedAtMost).join(', ')}`]);
  }
  if (formulas > 0) {
    const texts = counted(formulas, 'text');
    lines.push(['formulas', `${texts} would run as formulas in a spreadsheet; see formulaGuard`]);
  }
  for (const { macro, value, written } of replacements) {
    const name = macro.toLowerCase().replaceAll('_', ' ');
    lines.push(['name', `${name} ${JSON.stringify(value)} is written as ${JSON.stringify(written)}`]);
  }
  return lines;
}

/** The name before the first of some values. */
function named(name: string, values: readonly string[]): Line[] {
  return values.map((value, index) => [index === 0 ? name : '', value]);
}
