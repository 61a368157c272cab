// DuckDB with two threads: one COPY, with the columns and their types given.
// usage: node duckdb.mjs ndjson|csv INPUT OUTPUT DELIMITER COLUMNS   COLUMNS: JSON, [{ path, header }, …]
import { DuckDBInstance } from '@duckdb/node-api';

const [kind, input, output, delimiter, columnsJson] = process.argv.slice(2);
const columns = JSON.parse(columnsJson);
const name = (text) => `"${text.replaceAll('"', '""')}"`;
const text = (value) => `'${value.replaceAll("'", "''")}'`;

/** What follows each first key, by first key. */
function byFirstKey(paths) {
  const rests = new Map();
  for (const [first, ...rest] of paths) rests.set(first, [...(rests.get(first) ?? []), rest]);
  return [...rests];
}

function type(paths) {
  if (paths[0].length === 0) return 'VARCHAR';
  return `STRUCT(${byFirstKey(paths).map(([key, rests]) => `${name(key)} ${type(rests)}`)})`;
}

function fromNdjson() {
  const values = columns.map(({ path, header }) => `${path.map(name).join('.')} AS ${name(header)}`);
  const types = byFirstKey(columns.map(({ path }) => path)).map(
    ([key, rests]) => `${name(key)}: ${text(type(rests))}`,
  );
  return `SELECT ${values} FROM read_ndjson(${text(input)}, columns={${types}})`;
}

function fromCsv() {
  return `SELECT * FROM read_csv(${text(input)}, all_varchar=true, header=true)`;
}

const compression = output.endsWith('.gz') ? ', COMPRESSION gzip' : '';
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(
  `COPY (${kind === 'ndjson' ? fromNdjson() : fromCsv()}) TO ${text(output)} ` +
    `(FORMAT csv, HEADER true, DELIMITER ${text(delimiter)}${compression})`,
);
