// Paths that lead to nothing: what is no path, and what no record that was looked at has.
import * as l10n from '@vscode/l10n';
import { InvalidPath, parsePath, pathText, type Path } from '../../model/path';
import { inspectedRecords } from '../columns';
import { withMembership } from '../membership';
import type { Span, StringAt } from './definitionText';
import type { Fields } from './fields';
import { nearest } from './nearest';
import { problemOf, type Problem } from './problem';

/** Undefined for what is none. */
export function pathOf(text: string): Path | undefined {
  try {
    return parsePath(text);
  } catch {
    return undefined;
  }
}

export function invalidPath({ text, node }: StringAt): Problem[] {
  return pathOf(text) || text === '' ? [] : [problemOf(new InvalidPath(text), node)];
}

/** What is known of the records that paths lead into. */
export interface Known {
  readonly fields: Fields;
  /** The segment's id, where it says which records are written. */
  readonly membersOf: string | undefined;
}

/** Whether a record may have a value at a path. A path may mean the record's membership, which every record has. */
export function leadsSomewhere(path: Path, { fields, membersOf }: Known): boolean {
  const isMembership =
    membersOf !== undefined && withMembership({ kind: 'path', path }, membersOf).kind === 'membership';
  return isMembership || fields.has(path);
}

/** Records behind the first ones may have it. @param isMandatory whether records without a value are dropped */
export function unknownPath(text: string, span: Span, known: Known, isMandatory: boolean): Problem {
  const { fields } = known;
  const sentences = [
    fields.isWhole
      ? l10n.t('No record of the segment has a value at "{0}".', text)
      : l10n.t('None of the first {0} records has a value at "{1}".', inspectedRecords, text),
    ...(isMandatory ? [l10n.t('The column is mandatory: records without a value are dropped.')] : []),
  ];
  return {
    code: 'unknown-path',
    severity: fields.isWhole || isMandatory ? 'warning' : 'information',
    message: sentences.join(' '),
    span,
    instead: nearest(text, pathTexts(fields)),
  };
}

export function pathTexts(fields: Fields): string[] {
  return fields.all().map(({ path }) => pathText(path));
}
