// Finished runs for the tests.
import type { FinishedRun } from '../../src/model/finishedRun';

/** Of an export to AWS that ended in a given second. */
export function runOf({
  second = 0,
  ...facts
}: { second?: number } & Partial<FinishedRun> = {}): FinishedRun {
  const time = (seconds: number) => new Date(Date.UTC(2020, 3, 8, 6, 18, 4 + seconds)).toISOString();
  return {
    version: 1,
    id: `12341e18-abcd-49c2-836d-${String(second).padStart(12, '0')}`,
    ...{ exportName: 'luxury-audience', subject: '/acme/luxury-audience.s3export.json' },
    ...{ destinationId: 'acme', destinationName: 'Acme exports', bucket: 'acme-exports' },
    ...{ startedAt: time(second - 9), finishedAt: time(second), outcome: 'verified' },
    ...{ rowsWritten: 1_204_331, dropped: 118, bytes: 118_300_000, files: ['daily/export.csv'] },
    ...facts,
  };
}
