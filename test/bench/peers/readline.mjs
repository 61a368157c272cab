// Node's readline: 100 lines of a file from its beginning, and from some line on. For CSV a line is no row: a quoted line
// break ends it too, so it goes less far. Times are in milliseconds.
// usage: node readline.mjs FILE ROW COLUMNS   as ../preview/ours.ts
import { createReadStream, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

const importMs = performance.now() - performance.nodeTiming.bootstrapComplete;
const [file, row, columnsJson] = process.argv.slice(2);
const columns = JSON.parse(columnsJson);
const isCsv = file.endsWith('.csv');

async function timed(from) {
  const started = performance.now();
  const lines = [];
  const input = createReadStream(file);
  let number = isCsv ? -1 : 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (number >= from) lines.push(isCsv ? line : JSON.parse(line));
    if (++number >= from + 100) break;
  }
  input.destroy();
  return { ms: performance.now() - started, rows: isCsv ? undefined : lines.map(rowOf) };
}

function rowOf(value) {
  return columns.map(({ path }) => String(path.reduce((inner, key) => inner?.[key], value) ?? ''));
}

const first = await timed(0);
const jump = await timed(Number(row));
const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
const measured = {
  ...{ importMs, firstMs: first.ms, jumpMs: jump.ms },
  ...{ first: first.rows, jump: jump.rows, peakBytes: Number(kilobytes) * 1024 },
};
process.stdout.write(JSON.stringify(measured));
