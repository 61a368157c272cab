// Which rows of two exports belong together: by the values in some columns, or as whole rows. An entry is a row on its way
// through the partitions; those with one key come back together, the old ones first.
import { KeyNotUnique } from './failures';
import type { Difference } from './differenceList';
import type { SideRow, Text } from './sideRow';

/** Who is told of what is found. Returned promises are waited for. */
export interface Found {
  difference(difference: Difference): Promise<unknown> | undefined;
  /** So many rows differ as well, and nothing more is known of them. */
  more(change: 'removed', rows: number): void;
  unchanged(): void;
}

export interface MatchingOptions {
  /** Of the new export. */
  readonly headers: readonly string[];
  /** The places of those that the old export has, too. */
  readonly common: readonly number[];
  /** The places of those by which rows are matched; empty for whole rows. */
  readonly keys: readonly number[];
}

/** The columns of a row by what they are for. */
interface Layout {
  readonly keys: readonly number[];
  /** They are compared. */
  readonly rest: readonly number[];
}

/** So many rows of one key are no key. */
const mostPerKey = 100;
/** Of equal rows so many are remembered by their numbers. */
const mostEqual = 100_000;

interface Entry {
  readonly row: number;
  readonly line: string;
  readonly file: string;
  readonly keys: string;
  readonly rest: string;
  /** What the new row has in columns that the old export does not have. */
  readonly others: string;
}

export class Matching {
  private readonly others: readonly number[];
  private readonly byKey: Layout;
  private readonly byRow: Layout;

  constructor(private readonly options: MatchingOptions) {
    const { headers, common, keys } = options;
    const isKey = new Set(keys);
    const isCommon = new Set(common);
    this.others = [...headers.keys()].filter((place) => !isCommon.has(place));
    this.byKey = { keys, rest: common.filter((place) => !isKey.has(place)) };
    this.byRow = { keys: common, rest: [] };
  }

  /** @returns the entry and the key that it begins with, which holds no tab */
  entryOf(side: 'old' | 'new', { row, texts, line, file = '' }: SideRow): { key: string; entry: string } {
    const hasKey = this.byKey.keys.some((place) => hasValue(texts[place]));
    const layout = hasKey ? this.byKey : this.byRow;
    const json = (places: readonly number[]) => JSON.stringify(places.map((place) => texts[place] ?? null));
    // Neither tab nor line break stands in JSON as it is.
    const key = (hasKey ? 'k' : 'r') + json(layout.keys);
    const others = side === 'new' && this.others.length > 0 ? json(this.others) : '';
    return {
      key,
      entry: [key, side, row, line ?? '', JSON.stringify(file), json(layout.rest), others].join('\t'),
    };
  }

  /** @param pieces all entries of some keys, the old ones before the new ones */
  async match(pieces: AsyncIterable<readonly string[]>, found: Found): Promise<void> {
    const keyed = new Map<string, Group>();
    const equal = new Map<string, EqualRows>();
    for await (const entries of pieces) {
      for (const text of entries) {
        const [key = '', side, row, line = '', file = '', rest = '', others = ''] = text.split('\t');
        const entry = { row: Number(row), line, file, keys: key.slice(1), rest, others };
        const isOld = side === 'old';
        if (key.startsWith('k')) {
          this.take(groupOf(keyed, key), isOld, entry, found);
          continue;
        }
        const outcome = takeEqual(equalOf(equal, key), isOld, entry);
        if (outcome === 'added') await found.difference(this.added(entry, this.byRow));
        else if (outcome === 'unchanged') found.unchanged();
      }
    }
    for (const { old, fresh } of keyed.values()) await this.pair(old, fresh, found);
    for (const [key, rows] of equal) await this.leave(key.slice(1), rows, found);
  }

  /** Equal old rows that no new one was equal to. */
  private async leave(keys: string, { count, rows, first }: EqualRows, found: Found): Promise<void> {
    const left = rows.slice(first);
    for (const row of left) {
      const entry = { row, line: '', file: '', keys, rest: '[]', others: '' };
      await found.difference(this.removed(entry, this.byRow));
    }
    if (count > left.length) found.more('removed', count - left.length);
  }

  private take({ old, fresh }: Group, isOld: boolean, entry: Entry, found: Found): void {
    const twin = isOld ? -1 : old.findIndex(({ rest }) => rest === entry.rest);
    if (twin !== -1) {
      old.splice(twin, 1);
      found.unchanged();
      return;
    }
    const rows = isOld ? old : fresh;
    rows.push(entry);
    if (rows.length > mostPerKey)
      throw new KeyNotUnique(
        this.options.keys.map((place) => this.options.headers[place] ?? ''),
        mostPerKey,
      );
  }

  /** What is left of one key on both sides differs, in the order of the rows. */
  private async pair(old: readonly Entry[], fresh: readonly Entry[], found: Found): Promise<void> {
    for (let index = 0; index < Math.max(old.length, fresh.length); index++) {
      const [before, now] = [old[index], fresh[index]];
      const difference =
        before && now ? this.changed(before, now) : now ? this.added(now, this.byKey) : undefined;
      const removed = before && !now ? this.removed(before, this.byKey) : undefined;
      const waiting = difference ?? removed;
      if (waiting) await found.difference(waiting);
    }
  }

  private changed(before: Entry, now: Entry): Difference {
    const { texts, ...added } = this.added(now, this.byKey);
    return {
      ...added,
      change: 'changed',
      rowBefore: before.row,
      texts,
      textsBefore: this.textsOf(before, this.byKey),
    };
  }

  private added(entry: Entry, layout: Layout): Difference {
    const file = JSON.parse(entry.file) as string;
    return {
      change: 'added',
      row: entry.row,
      ...(entry.line !== '' && { line: Number(entry.line) }),
      ...(file !== '' && { file }),
      texts: this.textsOf(entry, layout),
    };
  }

  private removed(entry: Entry, layout: Layout): Difference {
    return { change: 'removed', rowBefore: entry.row, texts: this.textsOf(entry, layout) };
  }

  private textsOf(entry: Entry, layout: Layout): readonly Text[] {
    const texts = new Array<Text>(this.options.headers.length).fill(null);
    const put = (places: readonly number[], json: string) => {
      const values = JSON.parse(json) as Text[];
      places.forEach((place, index) => (texts[place] = values[index] ?? null));
    };
    put(layout.keys, entry.keys);
    put(layout.rest, entry.rest);
    if (entry.others !== '') put(this.others, entry.others);
    return texts;
  }
}

/** Rows of one key that have found no equal one. */
interface Group {
  readonly old: Entry[];
  readonly fresh: Entry[];
}

/** Old rows that are equal and have found no new one. */
interface EqualRows {
  count: number;
  /** Their numbers, as far as they are remembered, and those of the ones before. */
  readonly rows: number[];
  first: number;
}

/** @returns what is found out of a new row */
function takeEqual(equal: EqualRows, isOld: boolean, { row }: Entry): 'added' | 'unchanged' | undefined {
  if (isOld) {
    equal.count++;
    if (equal.rows.length < mostEqual) equal.rows.push(row);
    return undefined;
  }
  if (equal.count === 0) return 'added';
  equal.count--;
  equal.first++;
  return 'unchanged';
}

function groupOf(groups: Map<string, Group>, key: string): Group {
  const group = groups.get(key) ?? { old: [], fresh: [] };
  groups.set(key, group);
  return group;
}

function equalOf(rows: Map<string, EqualRows>, key: string): EqualRows {
  const equal = rows.get(key) ?? { count: 0, rows: [], first: 0 };
  rows.set(key, equal);
  return equal;
}

/** Neither nothing nor an empty text, which in JSON has quotes. */
function hasValue(text: Text | undefined): boolean {
  return text !== null && text !== undefined && text !== '' && text !== '""' && text !== 'null';
}
