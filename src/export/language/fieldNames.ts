// Names of fields that the schema does not know: VS Code marks them, and here is what was probably meant.
import { getNodePath, type JSONPath, type Node } from 'jsonc-parser';
import { DefinitionSettings } from '../../model/definition';
import { valueFields } from '../../model/valueSettings';
import { meaningOf, touches, type DefinitionText } from './definitionText';
import { nearest } from './nearest';

export interface UnknownField {
  /** The name, with its quotes. */
  readonly node: Node;
  readonly instead: readonly string[];
}

/** The field at an offset, if no object at its place can have it. */
export function unknownFieldAt({ root }: DefinitionText, offset: number): UnknownField | undefined {
  const property = propertyAt(root, offset);
  const [name] = property?.children ?? [];
  const object = property?.parent;
  if (!name || !object) return undefined;
  const known = fieldsOf(getNodePath(object));
  if (!known || known.includes(name.value as string)) return undefined;
  const there = object.children?.map(({ children }) => children?.[0]?.value as string) ?? [];
  const free = known.filter((each) => !there.includes(each));
  return { node: name, instead: nearest(name.value as string, free, 1) };
}

/** The property whose name an offset is at. */
function propertyAt(node: Node | undefined, offset: number): Node | undefined {
  if (!node || !touches(node, offset)) return undefined;
  if (node.type === 'property' && node.children?.[0] && touches(node.children[0], offset)) return node;
  for (const child of node.children ?? []) {
    const found = propertyAt(child, offset);
    if (found) return found;
  }
  return undefined;
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Undefined where an object can have any field, or none can stand. */
function fieldsOf(path: JSONPath): readonly string[] | undefined {
  if (meaningOf(path) === 'path') return valueFields;
  let schema: Schema | undefined = DefinitionSettings as Schema;
  for (const step of path) schema = typeof step === 'number' ? schema?.items : schema?.properties?.[step];
  return schema?.properties && Object.keys(schema.properties);
}
