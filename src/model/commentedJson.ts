// JSON as people write it, with comments and trailing commas, to its value.
import { createScanner, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';

/** Deeper nesting is an accident or an attack, and would overflow the stack of whoever walks the value. */
const maxDepth = 100;

/**
 * The value of a text.
 * @returns undefined for what is no JSON, or is nested more than 100 deep
 */
export function parseCommentedJson(text: string): unknown {
  const errors: ParseError[] = [];
  const tree = commentedTree(text.replace(/^\uFEFF/, ''), errors);
  return tree && errors.length === 0 ? valueOfNode(tree) : undefined;
}

/**
 * The places of a text's values, as far as it can be read.
 * @param errors gets what is wrong with the text
 * @returns undefined for what has no value at all, or is nested more than 100 deep
 */
export function commentedTree(text: string, errors: ParseError[] = []): Node | undefined {
  if (depthOf(text) > maxDepth) return undefined;
  return parseTree(text, errors, { allowTrailingComma: true });
}

/** The parser's objects have no prototype; a copy has one, and still `__proto__` as a key like any other. */
export function valueOfNode(node: Node): unknown {
  return structuredClone<unknown>(getNodeValue(node));
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
