// What is said of a place of a definition: where the export would go now, and what the segment has at a path. No value of
// the segment is told.
import * as l10n from '@vscode/l10n';
import { s3Uri } from '../../model/bucketName';
import type { Destination } from '../../model/destination';
import { explain } from '../../model/failure';
import type { Target } from '../plan';
import type { Source } from '../../segment/source';
import { firstPath } from '../../model/valueSettings';
import { columnTexts } from './columnTexts';
import type { DefinitionText, Span, StringAt } from './definitionText';
import type { Fields } from './fields';
import { kindsText, shareText } from './fieldTexts';
import { anyTarget, nameOfText } from './nameOfText';
import { pathOf } from './pathProblems';

export interface HoverText {
  readonly span: Span;
  /** What can be copied as it is: an address, a file name. */
  readonly code?: string;
  /** Sentences, and facts of a few words. */
  readonly lines: readonly string[];
}

export interface Known {
  /** Undefined where the segment's files are not there, or may not be looked at. */
  readonly source: Source | undefined;
  /** Undefined: the segment cannot be read. */
  readonly fields: Fields | undefined;
  readonly target: (Target & Pick<Destination, 'bucket'>) | undefined;
  readonly moment: Date;
}

/** Nothing where nothing is known. */
export function hoverAt(definition: DefinitionText, offset: number, known: Known): HoverText | undefined {
  const name = definition.stringAt(offset, 'fileName', 'destination');
  if (name) return nameHover(definition, name, known);
  const path = definition.stringAt(offset, 'path', 'key');
  return path && fieldHover(definition, path, known);
}

function nameHover(
  definition: DefinitionText,
  { node }: StringAt,
  { source, target, moment }: Known,
): HoverText | undefined {
  if (!source) return undefined;
  try {
    const { key } = nameOfText(definition, source, target ?? anyTarget, moment);
    if (!target)
      return { span: node, code: key, lines: [l10n.t('The name of the object, if it were written now.')] };
    const code = s3Uri(target.bucket, key);
    return { span: node, code, lines: [l10n.t('Where a push would write now.')] };
  } catch (error) {
    const { what, why } = explain(error);
    return { span: node, lines: [`${what} ${why}`.trim()] };
  }
}

/** A key that names a column is what that column is made of. */
function fieldHover(
  definition: DefinitionText,
  { node, text, path: place }: StringAt,
  { fields }: Known,
): HoverText | undefined {
  const columns = columnTexts(definition) ?? [];
  const isKey = place[0] === 'deduplicate';
  const column = isKey
    ? columns.find((each) => each.column?.header === text)?.column
    : columns[Number(place[1])]?.column;
  const path = isKey && column ? firstPath(column.value) : pathOf(text);
  const field = path && fields?.find(path);
  const lines = [
    ...(column ? [l10n.t('Header: {0}', column.header)] : []),
    ...(field && fields ? [l10n.t('Kind: {0}', kindsText(field)), shareText(field, fields)] : []),
  ];
  return lines.length === 0 ? undefined : { span: node, lines };
}
