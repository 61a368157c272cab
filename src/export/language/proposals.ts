// What can be written at a place of a definition: paths of the segment's fields, headers, destinations, segment files,
// macros. Names alone are proposed, never a value of the segment.
import * as l10n from '@vscode/l10n';
import { s3Uri } from '../../model/bucketName';
import { headerOf } from '../../model/column';
import type { Destination } from '../../model/destination';
import { pathText, type Path } from '../../model/path';
import { firstPath } from '../../model/valueSettings';
import { macroTexts } from '../macros';
import { oneLine } from '../oneLine';
import { columnTexts, readableColumns } from './columnTexts';
import type { DefinitionText, Span } from './definitionText';
import type { Fields } from './fields';
import { kindsText, shareText } from './fieldTexts';
import { timeZones } from './scheduleProblems';
import type { Spot } from './spot';

export interface Proposal {
  readonly kind: 'field' | 'column' | 'header' | 'destination' | 'file' | 'macro' | 'timeZone';
  /** As a person sees it, and types to find it. */
  readonly label: string;
  /** What is written, in the place of `span`. */
  readonly text: string;
  readonly span: Span;
  /** A few words. */
  readonly detail?: string | undefined;
  /** A sentence. */
  readonly description?: string | undefined;
}

/** What is known around a definition. */
export interface Surroundings {
  /** Undefined: the segment cannot be read. */
  readonly fields: Fields | undefined;
  readonly destinations: readonly Pick<Destination, 'id' | 'name' | 'bucket' | 'folderPath'>[];
  /** Segment files near the definition, as they would stand in it. */
  readonly files: readonly string[];
  /** What a macro stands for now, or nothing. */
  readonly macroValue: (macro: string) => string | undefined;
}

/** What can stand at a spot. @param offset where a person writes, in the spot */
export function proposalsAt(
  definition: DefinitionText,
  spot: Spot,
  offset: number,
  surroundings: Surroundings,
): Proposal[] {
  const { fields, destinations, files } = surroundings;
  switch (spot.meaning) {
    case 'path':
      return fieldProposals(fields, spot);
    case 'column':
      return newColumns(definition, fields, spot);
    case 'header':
      return headerProposals(definition, spot);
    case 'key':
      return [...keyHeaders(definition, spot), ...fieldProposals(fields, spot)];
    case 'destination':
      return destinations.map(({ id, name, bucket, folderPath }) => ({
        ...written('destination', id, spot),
        detail: name,
        description: s3Uri(bucket, folderPath),
      }));
    case 'source':
      return files.map((file) => written('file', file, spot));
    case 'fileName':
      return macroProposals(definition, spot, offset, surroundings);
    case 'schedule':
      return spot.path.at(-1) === 'timeZone'
        ? timeZones().map((zone) => written('timeZone', zone, spot))
        : [];
  }
}

function written(kind: Proposal['kind'], label: string, span: Span): Proposal {
  return { kind, label, text: JSON.stringify(label), span };
}

function fieldProposals(fields: Fields | undefined, span: Span): Proposal[] {
  if (!fields) return [];
  return fields.all().map((field) => ({
    ...written('field', pathText(field.path), span),
    detail: kindsText(field),
    description: shareText(field, fields),
  }));
}

/** Columns that a definition without columns has, too, and this one has not. */
function newColumns(definition: DefinitionText, fields: Fields | undefined, span: Span): Proposal[] {
  if (!fields) return [];
  const taken = new Set((readableColumns(definition) ?? []).map(({ value }) => textOf(firstPath(value))));
  return fields
    .all()
    .filter((field) => field.isColumn && !taken.has(pathText(field.path)))
    .map((field) => {
      const path = pathText(field.path);
      return {
        ...{ kind: 'column', label: path, text: oneLine({ path }), span },
        ...{ detail: kindsText(field), description: shareText(field, fields) },
      };
    });
}

function textOf(path: Path | undefined): string | undefined {
  return path && pathText(path);
}

/** The default, and the last name of the path; none that another column has. */
function headerProposals(definition: DefinitionText, { path, ...span }: Spot): Proposal[] {
  const index = Number(path[1]);
  const columns = columnTexts(definition) ?? [];
  const from = columns[index]?.column && firstPath(columns[index].column.value);
  const last = from?.findLast((step) => typeof step === 'string');
  const others = columns.flatMap(({ column, index: at }) => (at === index ? [] : (column?.header ?? [])));
  const names = new Set([
    ...(from ? [headerOf(from)] : []),
    ...(last === undefined ? [] : [headerOf([last])]),
  ]);
  return [...names].filter((name) => !others.includes(name)).map((name) => written('header', name, span));
}

function keyHeaders(definition: DefinitionText, span: Span): Proposal[] {
  const columns = readableColumns(definition) ?? [];
  return columns.map(({ header, value }) => ({
    ...written('header', header, span),
    detail: textOf(firstPath(value)),
    description: l10n.t('A column of this export.'),
  }));
}

/** Behind a `%`. What follows it belongs to the macro where the name has a `%` for each. */
function macroProposals(
  { text }: DefinitionText,
  spot: Spot,
  offset: number,
  { macroValue }: Surroundings,
): Proposal[] {
  const before = text.slice(spot.offset, offset);
  const behind = text.slice(offset, spot.offset + spot.length);
  if (count(before) % 2 === 0) return [];
  const rest = count(behind) % 2 === 1 ? behind.indexOf('%') + 1 : 0;
  const start = spot.offset + before.lastIndexOf('%');
  const span = { offset: start, length: offset - start + rest };
  return macroTexts.map((macro) => ({
    ...{ kind: 'macro', label: macro, text: macro, span, detail: macroValue(macro) },
  }));
}

function count(text: string): number {
  return text.split('%').length - 1;
}
