// What `compare` prints: as lines for people and as JSON for programs.
import type { Comparison } from '../export/compare/compare';
import type { Difference } from '../export/compare/differenceList';
import type { DeliveredExport } from '../delivery/lastDelivery';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import { utc } from './receipts';
import type { Report } from './report';

/** What was compared, and what came of it. */
export interface Compared {
  readonly destination: Destination;
  readonly delivered: DeliveredExport;
  readonly comparison: Comparison;
  /** The first ones. */
  readonly differences: readonly Difference[];
}

export function isEqual({ counts, headers }: Comparison): boolean {
  const differences = counts.added + counts.removed + counts.changed;
  return differences + headers.added.length + headers.removed.length + headers.moved.length === 0;
}

/** A text of JSON is the value's own JSON. */
export function comparisonJson({ destination, delivered, comparison, differences }: Compared): unknown {
  const { rows, counts, headers, matchedBy } = comparison;
  return {
    ...{
      destination: destination.id,
      bucket: destination.bucket,
      with: delivered,
      equal: isEqual(comparison),
    },
    ...{ matchedBy, rows, counts, headers, columns: comparison.columns, differences },
  };
}

export function comparisonLines({
  destination,
  delivered,
  comparison,
  differences,
}: Compared): Report['lines'] {
  const { rows, counts, headers, matchedBy } = comparison;
  const { keys, writtenAt } = delivered;
  const more = keys.length > 1 ? [`and ${number(keys.length - 1)} more`] : [];
  const when = writtenAt ? [`written ${utc(writtenAt.toISOString())}`] : [];
  return [
    ['with', [s3Uri(destination.bucket, keys[0] ?? ''), ...more, ...when].join(' · ')],
    ['matched', matchedBy.length > 0 ? `by ${matchedBy.join(', ')}` : 'by whole rows'],
    ['rows', `${number(rows.new)} now, ${number(rows.old)} then`],
    ...(['added', 'removed', 'changed', 'unchanged'] as const).map(
      (kind) => [kind, number(counts[kind])] as const,
    ),
    ...headerLines(headers),
    ...differences.map((difference) => differenceLine(difference, comparison)),
  ];
}

function headerLines({ added, removed, moved }: Comparison['headers']): Report['lines'] {
  const lines = [
    ['new headers', added],
    ['headers gone', removed],
    ['headers moved', moved],
  ] as const;
  return lines.flatMap(([name, headers]) =>
    headers.length > 0 ? [[name, headers.join(', ')] as const] : [],
  );
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** `~ row 12 · line 13 · email: "a" -> "b"` */
function differenceLine(
  { change, row, rowBefore, line, file, texts, textsBefore }: Difference,
  { columns, headers }: Comparison,
): readonly [string, string] {
  const place = [
    row === undefined ? `old row ${number(rowBefore ?? 0)}` : `row ${number(row)}`,
    ...(line === undefined
      ? []
      : [file === undefined ? `line ${number(line)}` : `${file}, line ${number(line)}`]),
  ];
  const isNew = new Set(headers.added);
  const changed = columns.flatMap((header, column) => {
    const [before, now] = [textsBefore?.[column], texts[column]];
    if (before === undefined || before === now || isNew.has(header)) return [];
    return [`${header}: ${JSON.stringify(before)} -> ${JSON.stringify(now)}`];
  });
  return [signs[change], [...place, ...(textsBefore ? changed : [JSON.stringify(texts)])].join(' · ')];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
