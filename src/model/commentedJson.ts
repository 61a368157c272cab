// JSON as people write it, with comments and trailing commas, to its value.
import { createScanner, getNodeValue, parseTree, type ParseError } from 'jsonc-parser';

/** Deeper nesting is an accident or an attack, and would overflow the stack of whoever walks the value. */
const maxDepth = 100;

/**
 * The value of a text.
 * @returns undefined for what is no JSON, or is nested more than 100 deep
 */
export function parseCommentedJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  if (depthOf(json) > maxDepth) return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(json, errors, { allowTrailingComma: true });
  // The parser's objects have no prototype; a copy has one, and still `__proto__` as a key like any other.
  return tree && errors.length === 0 ? structuredClone<unknown>(getNodeValue(tree)) : undefined;
}

function depthOf(text: string): number {
  const scanner = createScanner(text, true);
  let [depth, deepest] = [0, 0];
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const begin = text[scanner.getTokenOffset()];
    if (begin === '{' || begin === '[') deepest = Math.max(deepest, ++depth);
    else if (begin === '}' || begin === ']') depth--;
  }
  return deepest;
}
