// Sets a text of an object in the text of a definition.
import { findNodeAtLocation, type Edit, type Node } from 'jsonc-parser';

/** A field that is not there yet goes behind the last one, on its line. @param object has a field */
export function fieldEdit(object: Node, name: string, value: string): Edit {
  const content = JSON.stringify(value);
  const there = findNodeAtLocation(object, [name]);
  if (there) return { offset: there.offset, length: there.length, content };
  const last = object.children?.at(-1) ?? object;
  return { offset: last.offset + last.length, length: 0, content: `, "${name}": ${content}` };
}
