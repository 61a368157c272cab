// Writes a mapping that a person edited into the text of an export definition. Whatever the mapping is not about stays as
// it stands there, comments and columns that were not edited among it.
import { applyEdits, findNodeAtLocation, modify, parseTree, type JSONPath, type Node } from 'jsonc-parser';
import * as l10n from '@vscode/l10n';
import { headerOf } from '../model/column';
import type { DefinitionSettings } from '../model/definition';
import { Failure } from '../model/failure';
import { parseCommentedJson } from '../model/commentedJson';
import { parsePath, pathText } from '../model/path';
import { firstPath, settingsOf } from '../model/valueSettings';
import type { ColumnAtHand } from './mapping';
import { oneLine } from './oneLine';

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

/**
 * @param text a definition that can be read
 * @param own the columns that it gives, which nobody has edited: `columnsAtHand`
 * @param columns what a person made of them
 * @throws HiddenKey
 */
export function editedDefinition(
  text: string,
  own: readonly ColumnAtHand[],
  columns: readonly ColumnAtHand[],
): string {
  return withColumns(withDeduplication(text, own, columns), own, columns);
}

/** The same definition of another segment file. @param source as it is to stand there */
export function withSource(text: string, source: string): string {
  const { segment } = parseCommentedJson(text) as DefinitionSettings;
  return segment.source === source ? text : set(text, ['segment', 'source'], source);
}

function withColumns(text: string, own: readonly ColumnAtHand[], columns: readonly ColumnAtHand[]): string {
  const shown = columns.filter(({ hidden }) => !hidden);
  if (shown.length === own.length && shown.every((column, index) => isAsItWas(column, own[index])))
    return text;
  const node = findNodeAtLocation(root(text), ['columns']);
  const written = node ? elementTexts(text, node) : [];
  const texts = shown.map((column) => {
    const place = own.findIndex(({ id }) => id === column.id);
    const asItStands = isAsItWas(column, own[place]) ? written[place] : undefined;
    return asItStands ?? columnText(column);
  });
  const array = `[\n    ${texts.join(',\n    ')}\n  ]`;
  if (node) return text.slice(0, node.offset) + array + text.slice(node.offset + node.length);
  // A place for the array, which is then written as people write it.
  const placed = set(text, ['columns'], []);
  const empty = findNodeAtLocation(root(placed), ['columns']);
  if (!empty) throw new Error('The definition has no place for columns.');
  return placed.slice(0, empty.offset) + array + placed.slice(empty.offset + empty.length);
}

function isAsItWas(column: ColumnAtHand, before: ColumnAtHand | undefined): boolean {
  return column.id === before?.id && column.header === before.header && column.mandatory === before.mandatory;
}

/** Each element of an array, with the comments before it. */
function elementTexts(text: string, array: Node): string[] {
  let from = array.offset + 1;
  return (array.children ?? []).map(({ offset, length }) => {
    const before = text.slice(from, offset).replace(/^\s*,/, '');
    from = offset + length;
    return (before + text.slice(offset, from)).trim();
  });
}

function columnText({ column: { value }, header, mandatory }: ColumnAtHand): string {
  const settings = settingsOf(value);
  const path = firstPath(value);
  const byDefault = path !== undefined && headerOf(path) === header;
  return oneLine({
    ...(typeof settings === 'string' ? { path: settings } : { value: settings }),
    ...(!byDefault && { header }),
    ...(mandatory && { mandatory }),
  });
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
  if (keys.length === 0) return deduplicate ? set(text, ['deduplicate'], undefined) : text;
  if (!deduplicate) return set(text, ['deduplicate'], { keys });
  const { time } = deduplicate;
  const withKeys = sameTexts(keys, deduplicate.keys) ? text : set(text, ['deduplicate', 'keys'], keys);
  const newTime = time === undefined ? undefined : names.now(time);
  return newTime === time ? withKeys : set(withKeys, ['deduplicate', 'time'], newTime);
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

function root(text: string): Node {
  const node = parseTree(text, [], { allowTrailingComma: true });
  if (!node) throw new Error('The definition is empty.');
  return node;
}

function set(text: string, path: JSONPath, value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}
