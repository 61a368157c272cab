// A record to a row. Columns that were chosen are read one by one; columns that were taken from the first records are found
// in one walk over the record, which also counts the values that have no column.
import type { Column } from '../model/column';
import type { JsonValue, RecordValue } from '../segment/records';
import { toCell, type Cell } from './cells';
import { isLeaf } from './columns';
import { valueReader } from './values';

export interface Projector {
  row(record: RecordValue): Cell[];
  /** Values so far that no column takes. */
  readonly unmappedValues: number;
}

export function projectorOf({
  columns,
  inferred,
  membersOf,
}: {
  readonly columns: readonly Column[];
  readonly inferred: boolean;
  readonly membersOf: string | undefined;
}): Projector {
  if (inferred && columns.every(({ value }) => value.kind === 'path')) return new WalkingProjector(columns);
  const readers = columns.map(({ value }) => valueReader(value, membersOf));
  // What a chosen set of columns leaves out is left out on purpose.
  return { row: (record) => readers.map((read) => toCell(read(record))), unmappedValues: 0 };
}

interface Node {
  /** The column of a leaf here. */
  column?: number;
  readonly children: Map<string | number, Node>;
}

class WalkingProjector implements Projector {
  private readonly root: Node = { children: new Map() };
  private readonly width: number;
  unmappedValues = 0;

  constructor(columns: readonly Column[]) {
    this.width = columns.length;
    columns.forEach(({ value }, index) => {
      let node = this.root;
      for (const key of value.kind === 'path' ? value.path : []) node = childOf(node, key);
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

function childOf(node: Node, key: string | number): Node {
  const child = node.children.get(key) ?? { children: new Map<string | number, Node>() };
  node.children.set(key, child);
  return child;
}
