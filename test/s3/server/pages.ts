// Pages of a sorted listing, with keys that share a prefix up to the delimiter rolled up into one.
import { byKey } from './store';

export interface PageOptions {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** The key or common prefix that the page before ended with. */
  readonly after: string;
  /** At most so many entries and common prefixes together. */
  readonly max: number;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly prefixes: readonly string[];
  /** What this page ended with: the next one's `after`. `undefined` when there is no next one. */
  readonly next: string | undefined;
}

function commonPrefix(key: string, { prefix, delimiter }: PageOptions): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

function isPast(key: string, { after, delimiter }: PageOptions): boolean {
  if (delimiter !== '' && after.endsWith(delimiter) && key.startsWith(after)) return true;
  return after !== '' && byKey({ key }, { key: after }) <= 0;
}

/** One page of entries, which must be sorted by key. */
export function pageOf<Entry extends { readonly key: string }>(
  sorted: readonly Entry[],
  options: PageOptions,
): Page<Entry> {
  const entries: Entry[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const entry of sorted) {
    if (!entry.key.startsWith(options.prefix) || isPast(entry.key, options)) continue;
    const rolled = commonPrefix(entry.key, options);
    if (rolled !== undefined && rolled === last) continue;
    if (entries.length + prefixes.length === options.max) return { entries, prefixes, next: last };
    if (rolled === undefined) entries.push(entry);
    else prefixes.push(rolled);
    last = rolled ?? entry.key;
  }
  return { entries, prefixes, next: undefined };
}
