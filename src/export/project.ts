// A record to a row: one walk over the record finds each value's column, and counts the values that have none.
import type { Column } from '../model/plan';
import { NumberText } from '../segment/numberText';
import type { JsonValue, RecordValue } from '../segment/records';
import { isLeaf } from './columns';

/** An array or empty object, as text: CSV takes it for a text, JSON as it is. */
export interface JsonText {
  readonly json: string;
}

/** A value as the encoder takes it. `undefined` where the record has no such path. */
export type Cell = string | number | NumberText | boolean | JsonText | null | undefined;

interface Node {
  /** The column of a leaf here. */
  column?: number;
  readonly children: Map<string, Node>;
}

export class Projector {
  private readonly root: Node = { children: new Map() };
  private readonly width: number;
  /** Values so far that no column takes. */
  unmappedValues = 0;

  constructor(columns: readonly Column[]) {
    this.width = columns.length;
    columns.forEach(({ path }, index) => {
      let node = this.root;
      for (const key of path) node = childOf(node, key);
      node.column = index;
    });
  }

  row(record: RecordValue): Cell[] {
    const row = new Array<Cell>(this.width).fill(undefined);
    this.walk(record, this.root, row);
    return row;
  }

  private walk(value: RecordValue, node: Node | undefined, row: Cell[]): void {
    for (const key of Object.keys(value)) {
      const child = value[key] as JsonValue;
      const next = node?.children.get(key);
      if (!isLeaf(child)) this.walk(child as RecordValue, next, row);
      else if (next?.column === undefined) this.unmappedValues++;
      else row[next.column] = toCell(child);
    }
  }
}

function childOf(node: Node, key: string): Node {
  const child = node.children.get(key) ?? { children: new Map<string, Node>() };
  node.children.set(key, child);
  return child;
}

function toCell(value: JsonValue): Cell {
  if (typeof value !== 'object' || value === null || value instanceof NumberText) return value;
  return { json: jsonText(value) };
}

/** JSON with each number as it stands in the segment file. */
function jsonText(value: JsonValue): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value as RecordValue).map(
    ([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`,
  );
  return `{${fields.join(',')}}`;
}
