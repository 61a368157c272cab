// Work that may take a while: a notification that says how far it is, with a Cancel that ends it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressLocation, window, type Progress } from 'vscode';
import { plainText } from './plainText';

/** Says how far work is. More than five times a second is left out. */
export class Reporter {
  private shownPercent = 0;
  private shownAt = 0;
  private progress: Progress<{ message: string; increment?: number }> | undefined;

  /** From here on it is seen. */
  show(progress: NonNullable<Reporter['progress']>): void {
    this.progress = progress;
  }

  /**
   * @param message for example "12,000 rows · 4.1 MB"
   * @param percent of the whole, 0 to 100, where it is known
   */
  report(message: string, percent?: number): void {
    const now = performance.now();
    if (!this.progress || now - this.shownAt < intervalMs) return;
    this.shownAt = now;
    if (percent === undefined) return this.progress.report({ message });
    this.progress.report({ message, increment: percent - this.shownPercent });
    this.shownPercent = percent;
  }
}

const intervalMs = 200;
/** Work that is done sooner shows no notification: it would only flicker. */
const quickMs = 400;

const signals = new AsyncLocalStorage<AbortSignal>();

/** Fires when a person cancels the work that the caller is a part of. Questions that work asks end with it. */
export function signalOfWork(): AbortSignal | undefined {
  return signals.getStore();
}

/** Runs work that a person can cancel. @throws what the work throws: an AbortError when it was cancelled in time */
export async function withCancellableProgress<T>(
  title: string,
  work: (signal: AbortSignal, reporter: Reporter) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const reporter = new Reporter();
  const running = signals.run(abort.signal, () => work(abort.signal, reporter));
  const slow = Symbol();
  const first = await Promise.race([running, sleep(quickMs, slow)]);
  if (first !== slow) return running;
  const options = { location: ProgressLocation.Notification, title: plainText(title), cancellable: true };
  return await window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    reporter.show(progress);
    return await running;
  });
}
