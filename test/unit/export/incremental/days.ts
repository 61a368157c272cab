// An export that runs day after day, and what its receiver makes of it: a table by key, or a set of members.
import { rename, rm } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { PlannedExport } from '../../../../src/export/planned';
import {
  planIncrement,
  type Increment,
  type IncrementOptions,
} from '../../../../src/export/incremental/increment';
import { resolveIncremental, type IncrementalSettings } from '../../../../src/model/incremental';
import type { FormatSettings } from '../../../../src/model/format';
import type { Source } from '../../../../src/segment/source';
import type { Static } from 'typebox';
import { planOf } from '../../collect';

export type Settings = Static<typeof IncrementalSettings>;
export type Table = readonly Readonly<Record<string, unknown>>[];

export interface Day extends Pick<Increment, 'changes' | 'fullBecause'> {
  readonly text: string;
  readonly table: Table;
}

/** What a definition says of a run day by day. @param definition beside its mode */
export class Days {
  constructor(
    /** Of the snapshots. */
    private readonly folder: string,
    private readonly definition: object,
    private readonly incremental: Settings,
    private readonly format: FormatSettings = { type: 'json' },
    private readonly options: IncrementOptions = {},
  ) {}

  readonly last = (): string => `${this.folder}/snapshot`;
  readonly next = (): string => `${this.folder}/snapshot.next`;

  /** Runs the export of a day; the snapshot moves. */
  async run(source: Source): Promise<Day> {
    const day = await this.plan(source, ({ planned }) => textOf(planned));
    await rename(this.next(), this.last());
    return day;
  }

  /** Runs it without moving the snapshot. */
  async plan(source: Source, read: (increment: Increment) => Promise<string>): Promise<Day> {
    const planned = await this.full(source);
    const files = { last: this.last(), next: this.next() };
    const increment = await planIncrement(planned, resolveIncremental(this.incremental), files, this.options);
    try {
      const text = await read(increment);
      return { ...increment, text, table: tableOf(text, this.format) };
    } finally {
      await increment.close();
    }
  }

  /** What a full export writes on that day, without the column of changes. */
  async fullTable(source: Source): Promise<Table> {
    return tableOf(await textOf(await this.full(source)), this.format);
  }

  reset(): Promise<void> {
    return rm(this.last(), { force: true });
  }

  private full(source: Source): Promise<PlannedExport> {
    const definition = { mode: 'incremental', incremental: this.incremental, ...this.definition };
    return planOf(source, this.format, definition);
  }
}

/** Before compression, its files one after the other. */
export async function textOf(planned: PlannedExport): Promise<string> {
  const pieces: Uint8Array[] = [];
  const run = await planned.run();
  for await (const file of run.files('text')) for await (const { bytes } of file.chunks) pieces.push(bytes);
  return Buffer.concat(pieces).toString();
}

/** Files of CSV and TSV have one header, at the beginning of the first. */
export function tableOf(text: string, { type }: FormatSettings): Table {
  if (type !== 'json')
    return parse(text, { bom: true, columns: true, delimiter: type === 'tsv' ? '\t' : ',' });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Table[number]);
}

/** The tables of some days put together as a receiver would: by key, which `status` says what to do with. */
export function applied(tables: readonly Table[], keys: readonly string[], status = 'change'): Table {
  const rows = new Map<string, Table[number]>();
  for (const row of tables.flat()) {
    const { [status]: what, ...rest } = row;
    const key = keyOf(row, keys);
    if (what === 'removed') rows.delete(key);
    else if (what === (rows.has(key) ? 'changed' : 'added')) rows.set(key, rest);
    else throw new Error(`${JSON.stringify(row)} is not ${String(what)}.`);
  }
  return sorted([...rows.values()]);
}

/** A number and a text of the same spelling are the same; null and the empty text are none. */
export function keyOf(row: Table[number], keys: readonly string[]): string {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return JSON.stringify(keys.map((key) => textOf(row[key] ?? '')));
}

/** Two tables with the same rows are equal then. */
export function sorted(table: Table): Table {
  return [...table].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
