// The fields of a segment as its first records have them: paths, kinds of values, and how many records have one. No value
// is kept.
import { hasValue } from '../cells';
import { inspectedRecords, isLeaf, mostColumns } from '../columns';
import { firstRecords } from '../firstRecords';
import type { Path } from '../../model/path';
import { NumberText } from '../../segment/numberText';
import { readRecords, type JsonValue } from '../../segment/records';
import type { Source } from '../../segment/source';

/** What a field's values are; of several kinds where records differ. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'list' | 'object';

export interface Field {
  readonly path: Path;
  readonly kinds: ReadonlySet<FieldKind>;
  /** How many of the records have a value here: neither null nor an empty text. */
  readonly records: number;
  /** Whether a definition without columns has one for it, as some record has it as one value. */
  readonly isColumn: boolean;
}

/** Places of a list that are looked at. */
const mostPlaces = 10;

class FieldNode implements Field {
  readonly kinds = new Set<FieldKind>();
  readonly children = new Map<string | number, FieldNode>();
  records = 0;
  isColumn = false;
  /** Whether its list is longer than what is looked at. */
  isCut = false;

  constructor(readonly path: Path) {}
}

export class Fields {
  /** How many records were looked at. */
  records = 0;
  /** Whether these are all that the segment has. */
  isWhole = false;
  private readonly root = new FieldNode([]);
  private count = 0;

  /** Whether there are more fields than anybody can use, so that some are not known. */
  get isPartial(): boolean {
    return this.count > mostColumns;
  }

  add(record: JsonValue): void {
    this.records++;
    this.take(record, this.root);
  }

  /** In the order in which they are first seen; of a list only the first place. */
  all(): Field[] {
    return fieldsBelow(this.root);
  }

  find(path: Path): Field | undefined {
    let node: FieldNode | undefined = this.root;
    for (const step of path) node = node?.children.get(step);
    return node;
  }

  /** Whether a record may have a value there, as far as these tell: any place of a list is as good as another. */
  has(path: Path): boolean {
    return this.isPartial || hasBelow(this.root, path);
  }

  private take(value: JsonValue, node: FieldNode): void {
    const kind = kindOf(value);
    if (kind) node.kinds.add(kind);
    if (hasValue(value)) node.records++;
    node.isColumn ||= isLeaf(value) && !node.path.some((step) => typeof step === 'number');
    if (kind === 'list') this.takeAll((value as readonly JsonValue[]).entries(), node);
    if (kind === 'object') this.takeAll(Object.entries(value as Record<string, JsonValue>), node);
  }

  private takeAll(entries: Iterable<readonly [string | number, JsonValue]>, node: FieldNode): void {
    for (const [step, value] of entries) {
      if (step === mostPlaces) {
        node.isCut = true;
        return;
      }
      const child = node.children.get(step) ?? this.newChild(step, node);
      if (child) this.take(value, child);
    }
  }

  private newChild(step: string | number, node: FieldNode): FieldNode | undefined {
    if (this.count++ >= mostColumns) return undefined;
    const child = new FieldNode([...node.path, step]);
    node.children.set(step, child);
    return child;
  }
}

/**
 * Looks at the first records, as a plan does for its columns.
 * @throws any failure of the segment room within them, the signal's AbortError
 */
export async function readFields(source: Source, signal?: AbortSignal): Promise<Fields> {
  const fields = new Fields();
  for await (const batch of firstRecords(readRecords(source, signal), inspectedRecords))
    for (const { value } of batch) fields.add(value);
  fields.isWhole = fields.records < inspectedRecords;
  return fields;
}

function kindOf(value: JsonValue): FieldKind | undefined {
  if (value === null) return undefined;
  if (value instanceof NumberText) return 'number';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value as 'number' | 'boolean' | 'object';
}

function fieldsBelow(node: FieldNode): Field[] {
  return [...node.children.values()].flatMap((child) => {
    const isLaterPlace = typeof child.path.at(-1) === 'number' && child.path.at(-1) !== 0;
    return isLaterPlace ? [] : [child, ...fieldsBelow(child)];
  });
}

function hasBelow(node: FieldNode, [step, ...rest]: Path): boolean {
  if (step === undefined || node.isCut) return true;
  if (typeof step === 'number' && node.kinds.has('list'))
    return [...node.children].some(([place, child]) => typeof place === 'number' && hasBelow(child, rest));
  const child = node.children.get(step);
  return child !== undefined && hasBelow(child, rest);
}
