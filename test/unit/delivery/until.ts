// Waiting for something that a test cannot be told about.
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so; gives up, loudly, after a minute. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`It never came about: ${condition.toString()}`);
    await sleep(10);
  }
}
