// What ends the reading of a segment, as a finding at its place: a ragged row, what is no JSON or no UTF-8.
import { Failure, type Failure as AnyFailure } from '../../model/failure';
import type { Finding, Findings } from '../../model/finding';
import { FailureInFile } from '../../segment/failures';
import { placeOf } from '../../segment/passedFailure';
import { severityOf, type RuleSettings } from './rules';

/** Nothing for a failure without a place in a segment file, and for one whose rule is off. */
export function findingOfFailure(failure: AnyFailure, settings: RuleSettings = {}): Finding | undefined {
  if (failure instanceof FailureInFile) {
    const inner = failure.cause instanceof Failure ? findingOfFailure(failure.cause, settings) : undefined;
    return inner && { ...inner, file: inner.file ?? failure.file };
  }
  const place = placeOf(failure);
  const severity = severityOf(failure.code, settings);
  if (!place || severity === 'off') return undefined;
  const { what, why } = failure.explanation;
  return { rule: failure.code, severity, message: `${what} ${why}`.trim(), ...place };
}

/** What was found, and the failure behind it. */
export function withFailure(
  { findings, counts }: Findings,
  failure: AnyFailure,
  settings: RuleSettings = {},
): Findings {
  const last = findingOfFailure(failure, settings);
  if (!last) return { findings, counts };
  const { rule, severity } = last;
  return { findings: [...findings, last], counts: [...counts, { rule, severity, count: 1 }] };
}
