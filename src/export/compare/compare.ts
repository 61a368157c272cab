// Compares an export with one that was delivered, row by row, with bounded memory whatever their size. Both sides are read by
// one reader from their bytes (./newSide, ./oldSide), laid by a hash of their key into partitions of which each fits into
// memory (../spill), and matched there (./matching). What differs is listed in a file (./differenceList).
import { setImmediate } from 'node:timers/promises';
import type { Plan } from '../../model/plan';
import type { PlannedExport } from '../planned';
import { divide } from '../divide';
import { Spill } from '../spill';
import { openWorkingFile } from '../workingFile';
import { changes, DifferenceList, type Change, type Difference } from './differenceList';
import { NoCommonHeader, NoKeyColumn } from './failures';
import { headerChanges, type HeaderChanges } from './headers';
import { Matching, type Found } from './matching';
import { newRows } from './newSide';
import { OldSide, type OldExport } from './oldSide';
import type { SideRow } from './sideRow';

export interface CompareProgress {
  /** What is read: the delivered objects, the export, or the rows of both that have one key. */
  readonly step: 'old' | 'new' | 'match';
  /** In `old` of the bytes and in `match` of the rows, 0 to 1; unknown in `new`. */
  readonly part: number | undefined;
  /** So far, in `old` and `new`. */
  readonly rows: number;
}

export interface CompareOptions {
  readonly planned: PlannedExport;
  readonly old: OldExport;
  /**
   * Headers by which rows are matched; none: whole rows. Default: the deduplication keys, where all of them are columns of
   * both exports, else whole rows.
   */
  readonly by?: readonly string[] | undefined;
  /** Where working files are made. Default: the folder for temporary files. */
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CompareProgress) => void) | undefined;
  /** How many differences of each kind can be listed; all are counted. Default: 1,000,000, which take 48 MB of memory. */
  readonly mostListed?: number | undefined;
  /** In characters of rows that are matched at once. Default: 16 million. */
  readonly mostAtOnce?: number | undefined;
}

export interface Comparison {
  readonly counts: Readonly<Record<Change | 'unchanged', number>>;
  /** Rows of both exports. */
  readonly rows: { readonly old: number; readonly new: number };
  readonly headers: HeaderChanges;
  /** Of the new export: what the texts of a difference are of. */
  readonly columns: readonly string[];
  /** Whether a text is a value in JSON. */
  readonly json: boolean;
  /** The headers by which rows were matched; none: whole rows. */
  readonly matchedBy: readonly string[];
  /** How many of each kind can be listed. */
  readonly listed: Readonly<Record<Change, number>>;
  /** @param filter `all` are the changed ones, then the added and the removed ones @param from from 0 */
  list(filter: Change | 'all', from: number, count: number): Promise<Difference[]>;
  /** Lets go of the list. */
  dispose(): Promise<void>;
}

/**
 * @throws UnreadableDelivery, NoCommonHeader, NoKeyColumn, KeyNotUnique, what a run of the export throws, the signal's
 * AbortError
 */
export async function compareExports(options: CompareOptions): Promise<Comparison> {
  const { folder, mostListed = 1_000_000 } = options;
  const list = new DifferenceList(await openWorkingFile(folder), mostListed);
  try {
    return await new Comparing(options, list).run();
  } catch (error) {
    await list.close();
    throw error;
  }
}

const progressRows = 10_000;

class Comparing implements Found {
  private readonly counts = { changed: 0, added: 0, removed: 0, unchanged: 0 };
  private readonly rows = { old: 0, new: 0 };
  /** Of JSON: the new columns in which some row has a value. */
  private readonly filled = new Set<string>();

  constructor(
    private readonly options: CompareOptions,
    private readonly list: DifferenceList,
  ) {}

  difference(difference: Difference): Promise<unknown> | undefined {
    this.counts[difference.change]++;
    return this.list.add(difference);
  }

  more(change: Change, rows: number): void {
    this.counts[change] += rows;
  }

  unchanged(): void {
    this.counts.unchanged++;
  }

  async run(): Promise<Comparison> {
    const { planned, old, signal, onProgress, folder } = this.options;
    const { format, columns } = planned.plan;
    const headers = columns.map(({ header }) => header);
    const size = await sizeOf(old);
    const onBytes = (bytes: number) =>
      onProgress?.({ step: 'old', part: size === 0 ? 1 : Math.min(1, bytes / size), rows: this.rows.old });
    const oldSide = new OldSide(old, { format, headers, signal, onBytes });
    const before = await oldSide.headers();
    const matching = this.matchingOf(headers, before);
    const spill = new Spill(size + (await planned.source.size()), undefined, 0, folder);
    try {
      // The old ones go first: so new ones that are equal to them are done with at once.
      await this.put('old', oldSide.rows(before), matching, spill);
      await this.put('new', this.fresh(), matching, spill);
      await this.matchAll(matching, spill);
    } finally {
      await spill.close();
    }
    await this.list.finish(signal);
    const { list } = this;
    const listed = Object.fromEntries(changes.map((change) => [change, list.listed(change)]));
    return {
      counts: this.counts,
      rows: this.rows,
      headers: this.headerChanges(headers, before),
      columns: headers,
      json: format.type === 'json',
      matchedBy: matching.matchedBy,
      listed: listed as Record<Change, number>,
      list: (filter, from, count) => list.list(filter, from, count),
      dispose: () => list.close(),
    };
  }

  /** JSON has keys only where there are values, and their order means nothing. */
  private headerChanges(headers: readonly string[], before: readonly string[]): HeaderChanges {
    const found = headerChanges(headers, before);
    if (this.options.planned.plan.format.type !== 'json') return found;
    return { ...found, added: found.added.filter((header) => this.filled.has(header)), moved: [] };
  }

  private fresh(): AsyncGenerator<readonly SideRow[]> {
    const { planned, signal, onProgress } = this.options;
    const onRecords = (rows: number) => onProgress?.({ step: 'new', part: undefined, rows });
    return newRows(planned, { signal, onRecords });
  }

  private matchingOf(headers: readonly string[], before: readonly string[]) {
    const { planned, old, by } = this.options;
    const places = [...headers.keys()];
    const isOld = new Set(before);
    const common = places.filter((place) => isOld.has(headers[place] ?? ''));
    if (common.length === 0 && before.length > 0) throw new NoCommonHeader(old.name);
    const defaultKeys = keyHeaders(planned.plan);
    const chosen = by ?? (defaultKeys.every((header) => isOld.has(header)) ? defaultKeys : []);
    const keys = chosen.map((header) => {
      const place = headers.indexOf(header);
      if (place === -1 || (before.length > 0 && !isOld.has(header))) throw new NoKeyColumn(header);
      return place;
    });
    return Object.assign(new Matching({ headers, common, keys }), { matchedBy: chosen });
  }

  private async put(
    side: 'old' | 'new',
    batches: AsyncIterable<readonly SideRow[]>,
    matching: Matching,
    spill: Spill,
  ): Promise<void> {
    for await (const batch of batches) {
      for (const row of batch) {
        const { key, entry } = matching.entryOf(side, row);
        const writing = spill.add(key, entry);
        if (writing) await writing;
        if (side === 'new') this.noteFilled(row);
        if (++this.rows[side] % progressRows === 0) this.progress(side);
      }
    }
  }

  private noteFilled({ texts }: SideRow): void {
    const { columns, format } = this.options.planned.plan;
    if (format.type !== 'json' || this.filled.size === columns.length) return;
    texts.forEach((text, place) => {
      if (text !== null) this.filled.add(columns[place]?.header ?? '');
    });
  }

  /** Bytes tell how far the old side is. */
  private progress(side: 'old' | 'new'): void {
    if (side === 'new') this.options.onProgress?.({ step: side, part: undefined, rows: this.rows.new });
  }

  private async matchAll(matching: Matching, spill: Spill): Promise<void> {
    const { signal, onProgress } = this.options;
    const partitions = spill.partitions(signal);
    for (const [index, partition] of partitions.entries()) {
      await divide(partition, this.options, (entries) => matching.match(entries, this));
      onProgress?.({ step: 'match', part: (index + 1) / partitions.length, rows: 0 });
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
}

async function sizeOf({ files }: OldExport): Promise<number> {
  const sizes = await Promise.all(files.map((file) => file.size()));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The headers of the deduplication keys, where all of these are columns; else none. */
export function keyHeaders({ deduplication, columns }: Pick<Plan, 'deduplication' | 'columns'>): string[] {
  const headers = (deduplication?.keys ?? []).map((key) => {
    const text = JSON.stringify(key);
    return columns.find(({ value }) => JSON.stringify(value) === text)?.header;
  });
  return headers.every((header) => header !== undefined) ? headers : [];
}
