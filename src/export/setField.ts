// Sets a field of an object in JSON with comments, or takes it out. A comment behind another field on its line stays there.
import { applyEdits, parseTree, findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser';
import { removeElement } from './removeElement';
import { indentOf, lineEndOf, lineIndentAt, setValue } from './textLayout';

/** What may stand behind the last field: a comma, and the comment that this is about. */
const commentBehind = /^(,?)([ \t]*\/\/[^\n\r]*)/;

/** @param text JSON with comments that is an object @param value undefined: takes the field out */
export function setField(text: string, path: JSONPath, value: unknown): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const [parent, name] = [path.slice(0, -1), String(path.at(-1))];
  const object = root && findNodeAtLocation(root, parent);
  if (object?.type !== 'object')
    return value === undefined ? text : setField(text, parent, { [name]: value });
  const fields = object.children ?? [];
  const index = fields.findIndex(({ children: [key] = [] }) => key?.value === name);
  if (value === undefined) return applyEdits(text, removeElement(text, object, index));
  const last = index === -1 ? fields.at(-1) : undefined;
  return (last && addBehind(text, last, name, value)) ?? setValue(text, path, value);
}

/** Undefined where no comment follows the last field. */
function addBehind(text: string, last: Node, name: string, value: unknown): string | undefined {
  const end = last.offset + last.length;
  const [whole, comma = '', comment = ''] = commentBehind.exec(text.slice(end)) ?? [];
  if (whole === undefined) return undefined;
  const newLine = lineEndOf(text) + lineIndentAt(text, last.offset);
  const json = JSON.stringify(value, undefined, indentOf(text)).replaceAll('\n', newLine);
  const field = `${newLine}${JSON.stringify(name)}: ${json}${comma}`;
  return `${text.slice(0, end)},${comment}${field}${text.slice(end + whole.length)}`;
}
