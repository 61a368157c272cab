// Finds values of JSON records by the line that their record begins at.
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { Path } from '../model/path';
import { placeAt, type Extent } from './extent';
import type { RecordText } from './json';

export interface WantedValue {
  /** Where its record begins, counted from 1. Ascending. */
  readonly line: number;
  /** The first of these that is there. */
  readonly paths: readonly Path[];
}

/** A larger record is not taken apart, in UTF-16 code units. */
const largest = 1_000_000;

export class ValueFinder {
  readonly found = new Map<WantedValue, Extent>();
  /** The record before, with which the next one may share its line. */
  private last: RecordText | undefined;
  private next = 0;

  constructor(private readonly wanted: readonly WantedValue[]) {}

  /** @returns false when there is nothing left to find */
  add(record: RecordText): boolean {
    const { last } = this;
    this.last = record;
    if (last && last.line !== record.line) this.look(last);
    // Of several records in one line nobody can tell which is meant.
    else if (last) this.skip(record.line);
    return this.next < this.wanted.length;
  }

  end(): void {
    if (this.last) this.look(this.last);
  }

  private skip(line: number): void {
    while ((this.wanted[this.next]?.line ?? Infinity) <= line) this.next++;
  }

  private look(record: RecordText): void {
    const first = this.next;
    this.skip(record.line);
    const wanted = this.wanted.slice(first, this.next).filter(({ line }) => line === record.line);
    if (wanted.length === 0 || record.text.length > largest) return;
    const tree = parseTree(record.text);
    for (const each of wanted) {
      const node = tree && nodeAt(tree, each.paths);
      if (node) this.found.set(each, extentOf(node, record));
    }
  }
}

function nodeAt(tree: Node, paths: readonly Path[]): Node | undefined {
  for (const path of paths) {
    const node = findNodeAtLocation(tree, [...path]);
    if (node) return node;
  }
  return undefined;
}

function extentOf({ offset, length }: Node, { text, line, column }: RecordText): Extent {
  const from = { line, column };
  return { start: placeAt(text, offset, from), end: placeAt(text, offset + length, from) };
}
