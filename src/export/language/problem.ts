// What is wrong at a place of a definition, for whoever is writing it.
import type { Edit } from 'jsonc-parser';
import { type Failure } from '../../model/failure';
import { InvalidDefinition } from '../../model/definition';
import type { Severity } from '../../model/finding';
import type { Span } from './definitionText';

export interface Problem {
  /** Stable, kebab-case: that of the failure that a plan would end with, where it would. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two sentences, localised. */
  readonly message: string;
  readonly span: Span;
  /** Other places that have to do with it. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** What was probably meant instead, the nearest first. */
  readonly instead?: readonly string[];
  /** What else mends it in this very text. */
  readonly fixes?: readonly Fix[];
}

/** A small change of the text. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** What a plan would be refused with, at its place. */
export function problemOf(failure: Failure, span: Span, more: Partial<Problem> = {}): Problem {
  return { code: failure.code, severity: 'error', message: messageOf(failure), span, ...more };
}

/** The place says which definition it is. */
function messageOf(failure: Failure): string {
  if (failure instanceof InvalidDefinition) return failure.problem;
  const { what, why } = failure.explanation;
  return `${what} ${why}`.trim();
}
