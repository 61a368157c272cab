// What `run` tells of each due moment: the same facts as a line for people and as an object for programs. Both are kept in
// logs, so neither has anything of a segment's content.
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import { bytesOf, outcomeOf, type ChangeCounts, type Totals } from '../model/receipt';
import type { RunResult } from '../schedule/scheduledExport';
import { objectsText, utc } from './receipts';
import { counted } from './terminal';

/** Of what something is told. */
export interface Exported {
  readonly name: string;
  /** Path of the definition. */
  readonly subject: string;
  /** Undefined where the definition does not tell. */
  readonly destination: Pick<Destination, 'id' | 'bucket'> | undefined;
}

/** What would be delivered for a moment. */
export interface Planned {
  readonly kind: 'planned';
  readonly moment: Date;
  readonly totals: Totals;
  /** Undefined for a full run. */
  readonly changes: ChangeCounts | undefined;
}

export type Told = RunResult | Planned;

/** What became of a moment, in one word. */
export function outcomeWord(told: Told): string {
  return told.kind === 'delivered' ? outcomeOf(told.receipt) : told.kind;
}

/** Fields that say nothing of an outcome are not there. */
export function runJson({ name, subject, destination }: Exported, told: Told): object {
  return {
    event: 'run',
    ...{ export: name, definition: subject, destination: destination?.id },
    ...{ due: told.moment.toISOString(), outcome: outcomeWord(told) },
    ...factsOf(told),
  };
}

function factsOf(told: Told): object {
  switch (told.kind) {
    case 'delivered': {
      const { receipt, changes, resumed } = told;
      return { ...figuresOf(receipt), changes, resumed, receipt: receipt.id };
    }
    case 'planned':
      return { ...figuresOf(told.totals), changes: told.changes };
    case 'skipped':
      return figuresOf(told.totals);
    case 'known':
      return { by: told.by, keys: told.keys };
    case 'failed': {
      const { code, explanation } = asFailure(told.error);
      return { failure: { code, ...explanation } };
    }
    case 'passedOver':
    case 'busy':
      return {};
  }
}

/** SHA-256 in the order of the keys; rows and bytes of all files together. */
function figuresOf(totals: Totals): object {
  const { files, rowsWritten: rows } = totals;
  return {
    keys: files.map(({ key }) => key),
    ...{ rows, bytes: bytesOf(totals) },
    sha256: files.map(({ sha256 }) => sha256),
  };
}

/** `verified     luxury · 2026-12-01 06:00:00 UTC · s3://acme/luxury.csv · 12 rows · 4,100 bytes` */
export function runLine(of: Exported, told: Told): string {
  const words = told.kind === 'passedOver' ? 'passed over' : outcomeWord(told);
  return `${words.padEnd(11)}  ${[of.name, utc(told.moment.toISOString()), ...detailsOf(of, told)].join(' · ')}`;
}

function detailsOf({ destination }: Exported, told: Told): string[] {
  const bucket = destination?.bucket ?? '';
  switch (told.kind) {
    case 'delivered': {
      const { receipt, resumed } = told;
      return [
        ...contentOf(bucket, receipt, told.changes),
        ...(resumed ? ['an interrupted run was carried on'] : []),
      ];
    }
    case 'planned':
      return [...contentOf(bucket, told.totals, told.changes), 'nothing was sent'];
    case 'skipped':
      return ['no rows'];
    case 'known':
      return [objectsText(bucket, told.keys), 'it was delivered before'];
    case 'passedOver':
      return ['a later run takes its place'];
    case 'failed':
      return [asFailure(told.error).code];
    case 'busy':
      return ['another process is at this export'];
  }
}

function contentOf(bucket: string, totals: Totals, changes: ChangeCounts | undefined): string[] {
  const keys = totals.files.map(({ key }) => key);
  return [
    ...(keys.length > 0 ? [objectsText(bucket, keys)] : []),
    counted(totals.rowsWritten, 'row'),
    ...(changes ? [changesText(changes)] : []),
    counted(bytesOf(totals), 'byte'),
  ];
}

function changesText({ added, changed, removed }: ChangeCounts): string {
  const [more, other, less] = [added, changed, removed].map((count) => count.toLocaleString('en-US'));
  return `${more} added, ${other} changed, ${less} removed`;
}
