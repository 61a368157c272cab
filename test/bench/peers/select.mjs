// The columns of the made-up profiles as DuckDB selects them, with their types given.

const name = (text) => `"${text.replaceAll('"', '""')}"`;
export const text = (value) => `'${value.replaceAll("'", "''")}'`;

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

/** @param columns [{ path, header }, …] */
export function fromNdjson(input, columns) {
  const values = columns.map(({ path, header }) => `${path.map(name).join('.')} AS ${name(header)}`);
  const types = byFirstKey(columns.map(({ path }) => path)).map(
    ([key, rests]) => `${name(key)}: ${text(type(rests))}`,
  );
  return `SELECT ${values} FROM read_ndjson(${text(input)}, columns={${types}})`;
}

export function fromCsv(input) {
  return `SELECT * FROM read_csv(${text(input)}, all_varchar=true, header=true)`;
}
