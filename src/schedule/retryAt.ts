// When a due moment that failed is to be tried again.
import type { ExportState } from './exportState';

/** In minutes, after so many attempts; the last holds for all later ones. */
const waits = [1, 5, 15, 60];

/** @returns undefined when nothing failed. A schedule may have a later moment due before that, which is run at once */
export function retryAt({ failed }: Pick<ExportState, 'failed'>): Date | undefined {
  if (!failed) return undefined;
  const minutes = waits[Math.min(failed.attempts, waits.length) - 1] ?? 0;
  return new Date(failed.at.getTime() + minutes * 60_000);
}
