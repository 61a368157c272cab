// DuckDB with two threads: one COPY, with the columns and their types given.
// usage: node duckdb.mjs ndjson|csv INPUT OUTPUT DELIMITER COLUMNS   COLUMNS: JSON, [{ path, header }, …]
import { DuckDBInstance } from '@duckdb/node-api';
import { fromCsv, fromNdjson, text } from './select.mjs';

const [kind, input, output, delimiter, columnsJson] = process.argv.slice(2);
const select = kind === 'ndjson' ? fromNdjson(input, JSON.parse(columnsJson)) : fromCsv(input);
const compression = output.endsWith('.gz') ? ', COMPRESSION gzip' : '';
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(
  `COPY (${select}) TO ${text(output)} (FORMAT csv, HEADER true, DELIMITER ${text(delimiter)}${compression})`,
);
