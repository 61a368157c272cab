// What was measured, as a table: one line for each competitor of a job.
import type { Cost } from './measure';

export interface Result {
  readonly name: string;
  /** One for each round; none if it did not take part. */
  readonly costs: readonly Cost[];
  /** In bytes. */
  readonly outputBytes: number;
  /** How its output compares with our engine's, or why it did not take part. */
  readonly remark: string;
}

const heads = [
  '',
  'wall s',
  'rows/s',
  'MB/s in',
  'CPU s',
  'peak MB',
  'MB out',
  'x engine',
  'x plain',
  'output',
];

/**
 * The table of a job. Time, CPU and speed are medians, memory is the highest peak.
 * @param results the first is our engine, the last the plain path; how often as fast as these each is, is taken by `ratio`
 */
export function resultTable(results: readonly Result[], rows: number, inputBytes: number): string {
  const [engine, plain] = [results[0]?.costs ?? [], results.at(-1)?.costs ?? []];
  const lines = results.map(({ name, costs, outputBytes, remark }) => {
    if (costs.length === 0) return [name, ...Array<string>(8).fill('-'), remark];
    const wall = median(costs.map(wallOf));
    return [
      name,
      wall.toFixed(2),
      Math.round(rows / wall).toLocaleString('en-US'),
      megabytes(inputBytes / wall),
      median(costs.map(cpuOf)).toFixed(2),
      peakOf(costs),
      megabytes(outputBytes),
      ratio(engine, costs, wallOf).toFixed(2),
      ratio(plain, costs, wallOf).toFixed(2),
      remark,
    ];
  });
  return alignColumns([heads, ...lines]);
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** The highest peak of memory, in MB. */
export function peakOf(costs: readonly Cost[]): string {
  const peaks = costs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length === 0 ? 'unknown' : (Math.max(...peaks) / 1e6).toFixed(0);
}

/** How much of the others' time it is: taken in each round, because a round sees one state of the machine, then the median. */
export function ratio(
  costs: readonly Cost[],
  others: readonly Cost[],
  timeOf: (cost: Cost) => number,
): number {
  return median(others.map((other, round) => timeOf(costs[round] ?? noCost) / timeOf(other)));
}

const noCost: Cost = { wallSeconds: NaN, cpuSeconds: NaN, peakBytes: undefined };

export const wallOf = ({ wallSeconds }: Cost): number => wallSeconds;
export const cpuOf = ({ cpuSeconds }: Cost): number => cpuSeconds;

/** Names and remarks to the left, numbers to the right. @param lines the first has the heads */
export function alignColumns(lines: readonly (readonly string[])[]): string {
  const heads = lines[0] ?? [];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const align = (text: string, column: number): string =>
    column === 0 || column === heads.length - 1
      ? text.padEnd(widths[column] ?? 0)
      : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(align).join('  ').trimEnd()).join('\n');
}
