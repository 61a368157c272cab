// How a text of JSON with comments is laid out, so that what is written into it looks like the rest.
import {
  applyEdits,
  findNodeAtLocation,
  modify,
  parseTree,
  type FormattingOptions,
  type JSONPath,
  type Node,
} from 'jsonc-parser';

const byteOrderMark = '\uFEFF';

/** `\r\n` if the text has any. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** What lines are indented by: as the first one that is. Default: two spaces. */
export function indentOf(text: string): string {
  return /^[ \t]+(?=\S)/m.exec(text)?.[0] ?? '  ';
}

/** The white space that the line at an offset begins with. */
export function lineIndentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** For jsonc-parser's `modify`. */
export function formattingOf(text: string): FormattingOptions {
  const indent = indentOf(text);
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol: lineEndOf(text) };
}

/** Sets one value. @param value undefined: takes it out */
export function setValue(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: formattingOf(text) }));
}

/** The value at a path, if there is one. @param text JSON with comments that can be parsed */
export function nodeAt(text: string, path: JSONPath): Node | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && findNodeAtLocation(root, path);
}

/** A change of a text without its byte-order mark, which stays. */
export function behindMark(text: string, change: (text: string) => string): string {
  return text.startsWith(byteOrderMark) ? byteOrderMark + change(text.slice(1)) : change(text);
}
