// How a command ends that did not do what it was to do: one line on the error stream, and an exit code.
import { findingOfFailure } from '../export/findings/ofFailure';
import { IncompleteDelivery } from '../delivery/failures';
import { asFailure, isCancelled, shownText, type Failure } from '../model/failure';
import { FailureInFile } from '../segment/failures';
import type { Arguments } from './arguments';
import type { Host } from './host';
import { placeLine } from './placeLine';
import { OutputClosed, say } from './terminal';
import { UsageError } from './usageError';

/** @param words undefined where they are what went wrong @returns the exit code */
export function complain(error: unknown, words: Arguments | undefined, host: Host): number {
  if (error instanceof UsageError) {
    say(host, `${error.message} See s3-destinations --help.`);
    return 2;
  }
  if (error instanceof OutputClosed) return 0;
  if (isCancelled(error)) {
    const writes = words?.command === 'push' && !words.dryRun;
    say(host, writes ? 'Cancelled. Nothing was written to the bucket.' : 'Cancelled.');
    return 130;
  }
  const failure = asFailure(error);
  tell(failure, words, host);
  if (failure instanceof IncompleteDelivery && isCancelled(failure.cause)) return 130;
  if (failure.cause instanceof OutputClosed) return 0;
  // As with diff: 1 says that there are differences.
  return words?.command === 'compare' ? 2 : 1;
}

/** A failure in a segment file is told at its place, unless `lint` has told it among what it found. */
function tell(failure: Failure, words: Arguments | undefined, host: Host): void {
  const place = words?.command === 'lint' ? undefined : findingOfFailure(failure);
  if (place?.file === undefined) return say(host, shownText(failure));
  const line = placeLine(place.file, place, 'error', `${shownText(innermost(failure))} [${failure.code}]`);
  host.err.write(`${line}\n`);
}

/** The failure itself, without the name of the file that stands before it. */
function innermost(failure: Failure): Failure {
  return failure instanceof FailureInFile ? innermost(asFailure(failure.cause)) : failure;
}
