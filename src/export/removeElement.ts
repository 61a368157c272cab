// Takes an element out of an array in JSON with comments. Its own line goes with it, and the comments behind it there; all
// else stays as it is laid out.
import type { Edit, Node } from 'jsonc-parser';

/** White space and comments. */
const trivia = String.raw`(?:\s|/\*[^]*?\*/|//[^\n]*)*`;
const comma = new RegExp(`^${trivia},`);
const restOfLine = /^(?:[ \t]|\/\*[^\n]*?\*\/)*(?:\/\/[^\n]*)?(?:\r?\n|$)/;

/** @param index of an element of the array */
export function removeElement(text: string, array: Node, index: number): Edit[] {
  const elements = array.children ?? [];
  const element = elements[index];
  const before = elements[index - 1];
  if (!element) return [];
  const end = behindComma(text, element);
  const edit = deletion(...extent(text, element.offset, end ?? endOf(element)));
  // What is the last one now has no comma, where the last one had none.
  const isLast = index === elements.length - 1;
  if (!isLast || end !== undefined || !before) return [edit];
  const commaEnd = behindComma(text, before) ?? endOf(before);
  const isOnLine = !text.slice(commaEnd, element.offset).includes('\n');
  return isOnLine ? [deletion(commaEnd - 1, endOf(element))] : [deletion(commaEnd - 1, commaEnd), edit];
}

/** The whole line of what stands alone on one, else up to what follows it. */
function extent(text: string, start: number, end: number): [number, number] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = restOfLine.exec(text.slice(end))?.[0];
  if (text.slice(lineStart, start).trim() === '' && rest !== undefined && lineStart > 0)
    return [lineStart, end + rest.length];
  const spaces = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return [start, end + spaces];
}

/** Undefined where no comma follows. */
function behindComma(text: string, node: Node): number | undefined {
  const found = comma.exec(text.slice(endOf(node)));
  return found ? endOf(node) + found[0].length : undefined;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function deletion(start: number, end: number): Edit {
  return { offset: start, length: end - start, content: '' };
}
