// Where something is being written: what it is about, and what of the text a proposal takes the place of.
import { getLocation, type JSONPath } from 'jsonc-parser';
import { meaningOf, type DefinitionText, type Meaning, type Span } from './definitionText';

export interface Spot extends Span {
  readonly meaning: Meaning;
  readonly path: JSONPath;
}

/** Undefined where nothing can be proposed: outside of values, and in what is no text. */
export function spotAt({ root, text }: DefinitionText, offset: number): Spot | undefined {
  if (!root) return undefined;
  const { path, previousNode: node, isAtPropertyKey } = getLocation(text, offset);
  const meaning = isAtPropertyKey ? undefined : meaningOf(path);
  if (!meaning) return undefined;
  if (!node) return isFree(text, offset) ? { meaning, path, offset, length: 0 } : undefined;
  if (node.type !== 'string' || !isInside(node, text, offset)) return undefined;
  return { meaning, path, offset: node.offset, length: node.length };
}

/** Between the quotes. The closing one may not be there yet. */
function isInside({ offset: start, length }: Span, text: string, offset: number): boolean {
  const end = start + length;
  const isClosed = length > 1 && text[end - 1] === '"';
  return start < offset && (isClosed ? offset < end : offset <= end);
}

/** Whether a value can begin here. */
function isFree(text: string, offset: number): boolean {
  return /[[,:]\s*$/.test(text.slice(Math.max(0, offset - 200), offset));
}
