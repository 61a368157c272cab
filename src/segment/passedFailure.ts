// A failure on its way from one thread to another, where only plain data passes: with its words and its place, without its
// class.
import { asFailure, Failure, type Explanation } from '../model/failure';
import { FailureInFile, type Place } from './failures';

/** A line, counted from 1, and as much of the rest as is known. */
export type KnownPlace = Pick<Place, 'line'> & Partial<Place>;

/** Plain data. */
export interface FailureData {
  readonly code: string;
  readonly explanation: Explanation;
  readonly excerpt: string | undefined;
  readonly place: KnownPlace | undefined;
  /** The file that it is in, where the failure names it. */
  readonly file: string | undefined;
}

/** Any failure of another thread. */
export class PassedFailure extends Failure {
  constructor(
    { code, explanation, excerpt }: FailureData,
    readonly place: KnownPlace | undefined,
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

/** Where in a segment file a failure lies, if it tells. Many know the line alone. */
export function placeOf(failure: Failure): KnownPlace | undefined {
  if ('place' in failure) return failure.place as KnownPlace | undefined;
  return 'line' in failure && typeof failure.line === 'number' ? { line: failure.line } : undefined;
}
