// A record to a row. Columns that were chosen are read one by one; columns that were taken from the first records are found
// in one walk over the record, which also counts the values that have no column.
import type { Column } from '../model/column';
import type { Path } from '../model/path';
import type { Plan } from '../model/plan';
import type { JsonValue, RecordValue } from '../segment/records';
import { toCell, type Cell } from './cells';
import { isLeaf } from './columns';
import { valueReader, type ValueReader } from './values';

export interface Projector {
  row(record: RecordValue): Cell[];
  /** Values so far that no column takes. What a chosen set of columns leaves out is left out on purpose: it counts none. */
  readonly unmappedValues: number;
}

export function projectorOf(plan: Pick<Plan, 'columns' | 'inferred' | 'membersOf'>): Projector {
  return plan.inferred ? new WalkingProjector(plan) : new ReadingProjector(plan);
}

class ReadingProjector implements Projector {
  readonly unmappedValues = 0;
  private readonly readers: readonly ValueReader[];

  constructor({ columns, membersOf }: Pick<Plan, 'columns' | 'membersOf'>) {
    const parents = pathsAbove(columns);
    this.readers = columns.map(({ value }) => {
      const read = valueReader(value, membersOf);
      const hasColumnsInside = value.kind === 'path' && parents.has(idOf(value.path));
      return hasColumnsInside ? (record) => leafOnly(read(record)) : read;
    });
  }

  row(record: RecordValue): Cell[] {
    return this.readers.map((read) => toCell(read(record)));
  }
}

/** An object whose values have columns of their own is not written once more as a whole. */
function leafOnly(value: JsonValue | undefined): JsonValue | undefined {
  return value === undefined || isLeaf(value) ? value : undefined;
}

/** The paths that lead to the paths of columns. */
function pathsAbove(columns: readonly Column[]): ReadonlySet<string> {
  const paths = columns.flatMap(({ value }) => (value.kind === 'path' ? [value.path] : []));
  return new Set(paths.flatMap((path) => path.slice(1).map((_, index) => idOf(path.slice(0, index + 1)))));
}

function idOf(path: Path): string {
  return JSON.stringify(path);
}

interface Node {
  /** The column of a leaf here. */
  column?: number;
  readonly children: Map<string | number, Node>;
}

class WalkingProjector implements Projector {
  private readonly root: Node = { children: new Map() };
  private readonly width: number;
  /** Columns whose value is not just what stands at their path: the export's own membership. */
  private readonly readers: (readonly [column: number, read: ValueReader])[] = [];
  unmappedValues = 0;

  constructor({ columns, membersOf }: Pick<Plan, 'columns' | 'membersOf'>) {
    this.width = columns.length;
    columns.forEach(({ value }, index) => {
      let node = this.root;
      for (const key of 'path' in value ? value.path : []) node = childOf(node, key);
      node.column = index;
      if (value.kind !== 'path') this.readers.push([index, valueReader(value, membersOf)]);
    });
  }

  row(record: RecordValue): Cell[] {
    const row = new Array<Cell>(this.width).fill(undefined);
    this.walk(record, this.root, row);
    for (const [column, read] of this.readers) row[column] = toCell(read(record));
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
