// The text of an export definition while a person writes it: where its values stand and what each is about. A text that is
// not finished has the places that it has so far.
import { findNodeAtLocation, getNodePath, type JSONPath, type Node } from 'jsonc-parser';
import { commentedTree, valueOfNode } from '../../model/commentedJson';
import { largestDefinition } from '../definitionText';

/** What a value of a definition is about. */
export type Meaning =
  'column' | 'path' | 'header' | 'key' | 'source' | 'destination' | 'fileName' | 'schedule';

/** A piece of the text, in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A text among the values. */
export interface StringAt {
  /** With its quotes. */
  readonly node: Node;
  readonly path: JSONPath;
  readonly text: string;
}

/** By the fields on the way to a value. `key`: what duplicates are known by, a header or a path. */
const meanings: readonly (readonly [Meaning, RegExp])[] = [
  ['column', /^columns\/\d+$/],
  ['path', /^columns\/\d+\/(path|value(\/(join|first|sha256|json|coalesce\/\d+))*)$/],
  ['header', /^columns\/\d+\/header$/],
  ['key', /^deduplicate\/(keys\/\d+|time)$/],
  ['source', /^segment\/source(\/\d+)?$/],
  ['destination', /^destination$/],
  ['fileName', /^fileName$/],
  ['schedule', /^schedule(\/.*)?$/],
];

/** Nothing for what only the schema has to do with. */
export function meaningOf(path: JSONPath): Meaning | undefined {
  const fields = path.join('/');
  return meanings.find(([, pattern]) => pattern.test(fields))?.[0];
}

export class DefinitionText {
  /** Undefined for what has no value, and for what is far too long or too deep. */
  readonly root: Node | undefined;

  constructor(readonly text: string) {
    this.root = text.length > largestDefinition ? undefined : commentedTree(text);
  }

  node(...path: JSONPath): Node | undefined {
    return this.root && findNodeAtLocation(this.root, path);
  }

  value(...path: JSONPath): unknown {
    const node = this.node(...path);
    return node && valueOfNode(node);
  }

  /** The text at a path, if one stands there. */
  string(...path: JSONPath): StringAt | undefined {
    const node = this.node(...path);
    return node?.type === 'string' ? { node, path, text: node.value as string } : undefined;
  }

  /** All texts that are about something, in their order. */
  strings(meaning: Meaning): StringAt[] {
    return stringsIn(this.root)
      .map((node) => ({ node, path: getNodePath(node), text: node.value as string }))
      .filter(({ path }) => meaningOf(path) === meaning);
  }

  /** The text of that kind that an offset is in, or at the ends of. */
  stringAt(offset: number, ...wanted: readonly Meaning[]): StringAt | undefined {
    return wanted.flatMap((each) => this.strings(each)).find(({ node }) => touches(node, offset));
  }
}

/** Whether an offset is in a place, or at one of its ends. */
export function touches({ offset: start, length }: Span, offset: number): boolean {
  return start <= offset && offset <= start + length;
}

/** Values, not the names of fields. */
function stringsIn(node: Node | undefined): Node[] {
  if (node?.type === 'string') return [node];
  if (node?.type === 'property') return stringsIn(node.children?.[1]);
  return node?.children?.flatMap(stringsIn) ?? [];
}
