// How many tests passed, failed and were skipped; and the file in which a suite, run in a process of its own, says so.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of each test that failed its name and why, as far as that is known: the end of a long output is all that some see. */
  readonly failures: readonly string[];
}

export const onePassed: Counts = { passed: 1, failed: 0, skipped: 0, failures: [] };
export const oneSkipped: Counts = { passed: 0, failed: 0, skipped: 1, failures: [] };

export function oneFailed(what: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, failures: [what] };
}

export function sum(all: readonly Counts[]): Counts {
  const total = (key: 'passed' | 'failed' | 'skipped'): number =>
    all.reduce((n, counts) => n + counts[key], 0);
  const failures = all.flatMap((counts) => counts.failures);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped'), failures };
}

export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export function writeCounts(file: string, counts: Counts): void {
  writeFileSync(file, JSON.stringify(counts));
}

/**
 * What a suite wrote before its process ended with `exit`. A suite that crashed, or in which no test ran, or that
 * ended badly in spite of its counts, is one more failure.
 */
export function readCounts(file: string, exit: unknown): Counts {
  if (!existsSync(file)) return oneFailed(`A suite that ended (${String(exit)}) before it had counted.`);
  const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  const suspicious = counts.failed === 0 && (exit !== 0 || counts.passed + counts.skipped === 0);
  return suspicious
    ? sum([counts, oneFailed(`A suite that ended (${String(exit)}) in spite of its counts.`)])
    : counts;
}
