// DuckDB with two threads: 100 rows of a file from its beginning, and from some row on. Times are in milliseconds.
// usage: node firstRows.mjs FILE ROW COLUMNS   as ../preview/ours.ts
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { fromCsv, fromNdjson } from './select.mjs';

const importMs = performance.now() - performance.nodeTiming.bootstrapComplete;
const [file, row, columnsJson] = process.argv.slice(2);
const select = file.endsWith('.csv') ? fromCsv(file) : fromNdjson(file, JSON.parse(columnsJson));

async function timed(work) {
  const started = performance.now();
  const rows = await work();
  const ms = performance.now() - started;
  return { ms, rows: rows.map((values) => values.map((value) => value ?? '')) };
}

let connection;
const first = await timed(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  return (await connection.runAndReadAll(`${select} LIMIT 100`)).getRows();
});
const jump = await timed(async () =>
  (await connection.runAndReadAll(`${select} LIMIT 100 OFFSET ${row}`)).getRows(),
);
const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
const measured = {
  ...{ importMs, firstMs: first.ms, jumpMs: jump.ms },
  ...{ first: first.rows, jump: jump.rows, peakBytes: Number(kilobytes) * 1024 },
};
process.stdout.write(JSON.stringify(measured));
