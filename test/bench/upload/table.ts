// What the uploads took, as a table, and whether ours meets its targets.
import type { Cost } from '../measure';
import { alignColumns, cpuOf, median, megabytes, peakOf, ratio, wallOf } from '../table';

export interface UploadResult {
  readonly name: string;
  /** One for each round; none if it did not take part. */
  readonly costs: readonly Cost[];
  /** How the object compares with the file, or why it did not take part. */
  readonly remark: string;
}

const heads = ['', 'wall s', 'MB/s', 'CPU s', 'peak MB', 'wall / lib', 'CPU / lib', 'wall / ours', 'object'];

/**
 * Times and CPU are medians, memory is the highest peak.
 * @param results the first is ours, the second lib-storage
 */
export function uploadTable(results: readonly UploadResult[], bytes: number): string {
  const [ours, lib] = [results[0]?.costs ?? [], results[1]?.costs ?? []];
  const lines = results.map(({ name, costs, remark }) => {
    if (costs.length === 0) return [name, ...Array<string>(heads.length - 2).fill('-'), remark];
    const wall = median(costs.map(wallOf));
    return [
      name,
      wall.toFixed(2),
      megabytes(bytes / wall),
      median(costs.map(cpuOf)).toFixed(2),
      peakOf(costs),
      ratio(costs, lib, wallOf).toFixed(2),
      ratio(costs, lib, cpuOf).toFixed(2),
      ratio(costs, ours, wallOf).toFixed(2),
      remark,
    ];
  });
  return alignColumns([heads, ...lines]);
}

export interface Verdict {
  readonly line: string;
  readonly met: boolean;
}

/** What our upload may take at most. The first two are of the same round's, as the table has them. */
export function verdicts(results: readonly UploadResult[]): readonly Verdict[] {
  const [ours = [], lib = [], ...others] = results.map(({ costs }) => costs);
  const againstPeers = [lib, ...others].filter(({ length }) => length > 0);
  const fastest = Math.max(...againstPeers.map((costs) => ratio(ours, costs, wallOf)));
  return [
    verdict('wall', ratio(ours, lib, wallOf), 0.6, "of lib-storage's"),
    verdict('wall', fastest, 1, "of the fastest peer's"),
    verdict('CPU', ratio(ours, lib, cpuOf), 0.35, "of lib-storage's"),
    verdict('peak memory', Number(peakOf(ours)), 150, 'MB'),
  ];
}

function verdict(what: string, value: number, most: number, unit: string): Verdict {
  const met = value <= most;
  return {
    line: `${what} ${value.toFixed(most < 10 ? 2 : 0)} ${unit}: ${met ? 'at most' : 'MORE THAN'} ${most}`,
    met,
  };
}
