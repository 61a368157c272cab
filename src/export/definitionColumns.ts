// Writes edited columns into the text of an export definition, one a line. What was not edited of a column stays as it
// stands there, and its comments go with it.
import type { Node } from 'jsonc-parser';
import { headerOf } from '../model/column';
import { firstPath, settingsOf } from '../model/valueSettings';
import { arrayTextOf, type ArrayElement, type ArrayText, type Comment } from './elements';
import type { ColumnAtHand } from './mapping';
import { oneLine } from './oneLine';
import { indentOf, lineEndOf, lineIndentAt, nodeAt, setValue } from './textLayout';

const noArray: ArrayText = { head: [], elements: [], tail: [], trailingComma: false };

/** @param own the columns that the text gives @param columns what a person made of them */
export function withColumns(
  text: string,
  own: readonly ColumnAtHand[],
  columns: readonly ColumnAtHand[],
): string {
  const shown = columns.filter(({ hidden }) => !hidden);
  if (areAsTheyWere(shown, own)) return text;
  const there = nodeAt(text, ['columns']);
  if (there) return withArray(text, there, rewritten(arrayTextOf(text, there), own, shown));
  const placed = setValue(text, ['columns'], []);
  const place = nodeAt(placed, ['columns']);
  if (!place) throw new Error('The definition has no place for columns.');
  return withArray(placed, place, rewritten(noArray, own, shown));
}

/** Whether columns are written as they stand in the text, or need not stand there. */
export function areAsTheyWere(shown: readonly ColumnAtHand[], own: readonly ColumnAtHand[]): boolean {
  return (
    shown.length === own.length &&
    shown.every((column, index) => {
      const before = own[index];
      return (
        column.id === before?.id && column.header === before.header && column.mandatory === before.mandatory
      );
    })
  );
}

function rewritten(
  array: ArrayText,
  own: readonly ColumnAtHand[],
  shown: readonly ColumnAtHand[],
): ArrayText {
  const elements = shown.map((column): ArrayElement => {
    const place = own.findIndex(({ id }) => id === column.id);
    const [before, element] = [own[place], array.elements[place]];
    if (!before || !element) return { before: [], text: columnText(column), after: [] };
    return { ...element, text: editedText(element.text, before, column) };
  });
  return { ...array, elements };
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

function editedText(text: string, before: ColumnAtHand, { header, mandatory }: ColumnAtHand): string {
  const named = header === before.header ? text : withField(text, 'header', header);
  return mandatory === before.mandatory ? named : withField(named, 'mandatory', mandatory);
}

/** A field that is not there yet goes behind the last one, on its line. @param text an object that has a field */
function withField(text: string, name: string, value: string | boolean): string {
  const there = nodeAt(text, [name]);
  if (there) return replaced(text, there.offset, there.length, JSON.stringify(value));
  const last = nodeAt(text, [])?.children?.at(-1);
  if (!last) throw new Error('A column has no fields.');
  return replaced(text, last.offset + last.length, 0, `, "${name}": ${JSON.stringify(value)}`);
}

function withArray(text: string, node: Node, { head, elements, tail, trailingComma }: ArrayText): string {
  const outer = lineIndentAt(text, node.offset);
  const newLine = lineEndOf(text) + innerIndent(text, node, outer);
  const rows = elements.map((element, index) => {
    const comma = trailingComma || index < elements.length - 1 ? ',' : '';
    const before = element.before.map((comment) => comment.text + (comment.endsLine ? newLine : ' '));
    return newLine + before.join('') + element.text + comma + behind(element.after);
  });
  const rest = tail.map((comment) => newLine + comment.text);
  const array = ['[', behind(head), ...rows, ...rest, lineEndOf(text), outer, ']'].join('');
  return replaced(text, node.offset, node.length, array);
}

function behind(comments: readonly Comment[]): string {
  return comments.map(({ text }) => ` ${text}`).join('');
}

/** As the first element has it, if that stands on a line of its own. */
function innerIndent(text: string, { offset, children }: Node, outer: string): string {
  const first = children?.[0]?.offset ?? offset;
  const isBelow = text.slice(offset, first).includes('\n');
  return isBelow ? lineIndentAt(text, first) : outer + indentOf(text);
}

function replaced(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}
