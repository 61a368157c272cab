// What showing rows took, as a table.
import { alignColumns, median, megabytes } from '../table';

/** What a competitor's program prints. Times are in milliseconds, within the process. */
export interface Measured {
  /** Until its code was there, after Node was. */
  readonly importMs: number;
  /** From opening the file to its first 100 rows. */
  readonly firstMs: number;
  /** To 100 rows from row N on; ours by its index. */
  readonly jumpMs: number;
  /** The rows, as texts; absent where lines are counted. */
  readonly first?: readonly (readonly string[])[];
  readonly jump?: readonly (readonly string[])[];
  readonly peakBytes: number;
  /** Ours only: the pass that makes the index, 100 jumps all over the file, and getting a kept index. */
  readonly passMs?: number;
  readonly anyMs?: readonly number[];
  readonly reopenMs?: number;
  readonly records?: number;
  readonly indexBytes?: number;
}

const heads = ['', 'import ms', 'first ms', 'row N ms', 'peak MB', 'x first', 'x row N', 'rows'];

/** Times are medians, memory is the highest peak; how many times as long as ours it took is taken in each round. @param results the first is ours */
export function previewTable(
  results: readonly { readonly name: string; readonly rounds: readonly Measured[]; readonly rows: string }[],
): string {
  const ours = results[0]?.rounds ?? [];
  const lines = results.map(({ name, rounds, rows }) => {
    const times = (of: (measured: Measured) => number) =>
      median(rounds.map((round, number) => of(round) / of(ours[number] ?? round)));
    return [
      name,
      ...(['importMs', 'firstMs', 'jumpMs'] as const).map((key) =>
        milliseconds(rounds.map((each) => each[key])),
      ),
      megabytes(Math.max(...rounds.map(({ peakBytes }) => peakBytes))),
      times(({ firstMs }) => firstMs).toFixed(1),
      times(({ jumpMs }) => jumpMs).toFixed(1),
      rows,
    ];
  });
  return alignColumns([heads, ...lines]);
}

/** What there is to say of our index. */
export function indexLine(ours: readonly Measured[], bytes: number): string {
  const passMs = median(ours.map(({ passMs = NaN }) => passMs));
  const jumps = ours.flatMap(({ anyMs = [] }) => anyMs).sort((a, b) => a - b);
  const { indexBytes = NaN, records = NaN } = ours[0] ?? {};
  return [
    `index pass ${passMs.toFixed(0)} ms (${megabytes((bytes / passMs) * 1000)} MB/s)`,
    `jumps all over the file: median ${milliseconds(jumps)} ms, 95 % below ${milliseconds([jumps[Math.floor(jumps.length * 0.95)] ?? NaN])} ms`,
    `kept index again ${milliseconds(ours.map(({ reopenMs = NaN }) => reopenMs))} ms`,
    `${((indexBytes / records) * 100).toFixed(2)} bytes for 100 rows`,
  ].join('; ');
}

function milliseconds(values: readonly number[]): string {
  return median(values).toFixed(1);
}
