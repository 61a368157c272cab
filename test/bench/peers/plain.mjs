// The plain path in Node: JSON.parse (or csv-parse) and csv-stringify with nested column keys, on one stream.
// usage: node plain.mjs ndjson|csv INPUT OUTPUT DELIMITER COLUMNS   COLUMNS: JSON, [{ path, header }, …]
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';

const [kind, input, output, delimiter, columns] = process.argv.slice(2);

/** Large reads, as our engine has them. */
const bytes = createReadStream(input, { highWaterMark: 1024 * 1024 });

async function* records(pieces) {
  let rest = '';
  for await (const piece of pieces.setEncoding('utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

const nested = JSON.parse(columns).map(({ path, header }) => ({ key: path.join('.'), header }));
const steps =
  kind === 'ndjson'
    ? [records, stringify({ delimiter, header: true, columns: nested })]
    : [parse(), stringify({ delimiter })];
const last = output.endsWith('.gz') ? [createGzip({ level: 6 })] : [];
await pipeline(bytes, ...steps, ...last, createWriteStream(output));
