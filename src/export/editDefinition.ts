// Writes a mapping that a person edited into the text of an export definition. Whatever the mapping is not about stays as
// it stands there, comments and columns that were not edited among it.
import * as l10n from '@vscode/l10n';
import type { Column } from '../model/column';
import { parseCommentedJson } from '../model/commentedJson';
import { readDefinition, type DefinitionSettings } from '../model/definition';
import { Failure } from '../model/failure';
import { parsePath, pathText } from '../model/path';
import { settingsOf } from '../model/valueSettings';
import { areAsTheyWere, withColumns } from './definitionColumns';
import type { ColumnAtHand } from './mapping';
import { behindMark, setValue } from './textLayout';

/** A definition names deduplication keys by header or path; what a hidden function makes has neither. */
export class HiddenKey extends Failure {
  constructor() {
    super('hidden-key', {
      what: l10n.t('The mapping cannot be saved as it is.'),
      why: l10n.t('A hidden column that a function makes is a deduplication key.'),
      next: l10n.t('Show that column, or use another one as the key.'),
    });
  }
}

/** What was written would not be the mapping that was seen. */
export class MappingNotWritten extends Failure {
  constructor() {
    super('mapping-not-written', {
      what: l10n.t('The mapping was not saved.'),
      why: l10n.t('The export definition would have other columns than those that are shown.'),
      next: l10n.t('Edit the columns in the definition itself.'),
    });
  }
}

/**
 * @param text a definition that can be read
 * @param own the columns that it gives, which nobody has edited: `columnsAtHand`
 * @param columns what a person made of them
 * @throws HiddenKey, MappingNotWritten
 */
export function editedDefinition(
  text: string,
  own: readonly ColumnAtHand[],
  columns: readonly ColumnAtHand[],
): string {
  const edited = behindMark(text, (json) => withColumns(withDeduplication(json, own, columns), own, columns));
  if (!hasColumns(edited, own, columns)) throw new MappingNotWritten();
  return edited;
}

/** The same definition of another segment file. @param source as it is to stand there */
export function withSource(text: string, source: string): string {
  const { segment } = parseCommentedJson(text) as DefinitionSettings;
  if (segment.source === source) return text;
  return behindMark(text, (json) => setValue(json, ['segment', 'source'], source));
}

/** Whether a definition reads back to the columns that are shown. */
function hasColumns(text: string, own: readonly ColumnAtHand[], columns: readonly ColumnAtHand[]): boolean {
  const shown = columns.filter(({ hidden }) => !hidden);
  const read = columnsOf(text);
  if (read === 'none') return areAsTheyWere(shown, own);
  const meant = shown.map(({ column: { value }, header, mandatory }) => ({ value, header, mandatory }));
  return read !== undefined && sameTexts(read.map(settingsText), meant.map(settingsText));
}

/** `none` where a definition leaves its columns to the segment; undefined when it cannot be read. */
function columnsOf(text: string): readonly Column[] | 'none' | undefined {
  try {
    return readDefinition(text).columns ?? 'none';
  } catch {
    return undefined;
  }
}

function settingsText({ value, header, mandatory }: Column): string {
  return JSON.stringify([settingsOf(value), header, mandatory]);
}

function withDeduplication(
  text: string,
  own: readonly ColumnAtHand[],
  columns: readonly ColumnAtHand[],
): string {
  const { deduplicate } = parseCommentedJson(text) as DefinitionSettings;
  const names = new Names(own, columns);
  const kept = deduplicate?.keys.flatMap((name) => names.asKey(name) ?? []) ?? [];
  const keys = [...new Set([...kept, ...columns.filter(({ key }) => key).map((each) => names.of(each))])];
  if (keys.length === 0) return deduplicate ? setValue(text, ['deduplicate'], undefined) : text;
  if (!deduplicate) return setValue(text, ['deduplicate'], { keys });
  const { time } = deduplicate;
  const withKeys = sameTexts(keys, deduplicate.keys) ? text : setValue(text, ['deduplicate', 'keys'], keys);
  const newTime = time === undefined ? undefined : names.now(time);
  return newTime === time ? withKeys : setValue(withKeys, ['deduplicate', 'time'], newTime);
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

/** How a definition names what is no column of its own: by the header of a column, or by a path. */
class Names {
  private readonly headers: ReadonlySet<string>;

  constructor(
    private readonly own: readonly ColumnAtHand[],
    private readonly columns: readonly ColumnAtHand[],
  ) {
    this.headers = new Set(columns.filter(({ hidden }) => !hidden).map(({ header }) => header));
  }

  /** What a key that was named so is named now; nothing when it is no key any more. */
  asKey(name: string): string | undefined {
    const column = this.columnOf(name);
    return column && !column.key ? undefined : this.now(name);
  }

  /** What was named so, as it is named now. */
  now(name: string): string {
    const column = this.columnOf(name);
    return column ? this.of(column) : this.path(name);
  }

  of({ column, header, hidden }: ColumnAtHand): string {
    if (!hidden) return header;
    const path = settingsOf(column.value);
    if (typeof path !== 'string') throw new HiddenKey();
    return this.path(path);
  }

  /** A header goes before a path of the same spelling: in quotes it is a path alone. */
  private path(text: string): string {
    if (!this.headers.has(text)) return text;
    const [first, ...rest] = parsePath(text);
    return JSON.stringify(first) + pathText(['', ...rest]).slice(JSON.stringify('').length);
  }

  private columnOf(name: string): ColumnAtHand | undefined {
    const meant =
      this.own.find(({ header }) => header === name) ??
      this.own.find(({ column: { value } }) => settingsOf(value) === name);
    return meant && this.columns.find(({ id }) => id === meant.id);
  }
}
