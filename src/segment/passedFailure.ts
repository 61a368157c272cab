// A failure on its way from one thread to another, where only plain data passes: with its words and its place, without its
// class.
import { asFailure, Failure, type Explanation } from '../model/failure';
import { FailureInFile, type Place } from './failures';

/** Plain data. */
export interface FailureData {
  readonly code: string;
  readonly explanation: Explanation;
  readonly excerpt: string | undefined;
  readonly place: Place | undefined;
  /** The file that it is in, where the failure names it. */
  readonly file: string | undefined;
}

/** Any failure of another thread. */
export class PassedFailure extends Failure {
  constructor(
    { code, explanation, excerpt }: FailureData,
    readonly place: Place | undefined,
  ) {
    super(code, explanation, excerpt === undefined ? {} : { excerpt });
  }
}

export function failureData(error: unknown): FailureData {
  if (error instanceof FailureInFile) return { ...failureData(error.cause), file: error.file };
  const failure = asFailure(error);
  const { code, explanation, excerpt } = failure;
  return { code, explanation, excerpt, place: placeOf(failure), file: undefined };
}

export function passedFailure(data: FailureData): Failure {
  const failure = new PassedFailure(data, data.place);
  return data.file === undefined ? failure : new FailureInFile(data.file, failure);
}

/** Where in a segment file a failure lies, if it tells. */
export function placeOf(failure: Failure): Place | undefined {
  if ('place' in failure) return failure.place as Place | undefined;
  return 'line' in failure && typeof failure.line === 'number'
    ? { line: failure.line, column: 1 }
    : undefined;
}
