// The figures of a scan are those of an independent tool: Python's csv and hashlib, given the export's own bytes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PreviewScan } from '../../../src/export/previewScan';
import type { ColumnProfile } from '../../../src/model/columnProfile';
import { sourceData } from '../../../src/segment/source';
import { exportBytes, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

/** Reads a CSV whose missing values are `NULL`, and tells of each column what a profile tells. */
const program = `
import collections, csv, hashlib, io, json, sys
data = sys.stdin.buffer.read()
rows = list(csv.reader(io.StringIO(data.decode('utf-8'), newline='')))
header, rows = rows[0], rows[1:]
columns = []
for index, name in enumerate(header):
    values = [row[index] for row in rows]
    there = [value for value in values if value not in ('NULL', '')]
    counts = collections.Counter(there)
    isNumber = lambda value: value.lstrip('-').replace('.', '', 1).isdigit()
    order = float if there and all(isNumber(value) for value in there) else None
    longest = max(map(len, there), default=0)
    columns.append({
        'header': name, 'rows': len(values),
        'nulls': values.count('NULL'), 'empties': values.count(''),
        'distinct': len(counts), 'longest': longest,
        'minimum': min(there, key=order, default=None), 'maximum': max(there, key=order, default=None),
        'top': sorted(counts.values(), reverse=True)[:3],
    })
print(json.dumps({'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data), 'rows': len(rows), 'columns': columns}))
`;

interface Figures {
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly Record<string, unknown>[];
}

describe('the figures of a scan', () => {
  const folder = temporaryFolder();

  it("are Python's", async () => {
    // A value of each kind at every place in turn, with periods that have no common divisor.
    const records = Array.from({ length: 20_000 }, (_, index) => ({
      id: `id-${(index * 7919) % 1500}`,
      number: [((index * 31) % 997) - 500, 0.5 * (index % 77), null][index % 3],
      name: ['Kurt', 'Zoë', '', null, 'a,b', 'say "hi"', 'two\nlines', '😀'][(index * 5) % 8],
      note: index === 1234 ? 'x'.repeat(99) : 'x'.repeat(index % 50),
    }));
    const source = folder.write('figures.ndjson', records.map((each) => JSON.stringify(each)).join('\n'));
    const format = { type: 'csv', nullOutput: 'NULL' } as const;
    const { plan } = await planOf(source, format);
    const request = {
      plan,
      source: await sourceData(source),
      places: Uint32Array.of(0),
      rules: {},
      secrets: [],
    };
    const scan = new PreviewScan(request);
    const { totals, sourceSha256 } = await scan.run(() => undefined);
    const python = spawnSync('python3', ['-c', program], { input: await exportBytes(source, format) });
    assert.equal(python.status, 0, String(python.stderr));
    const figures = JSON.parse(String(python.stdout)) as Figures;
    const [file] = totals.files;
    assert.deepEqual(
      [file?.sha256, file?.bytes, totals.rowsWritten],
      [figures.sha256, figures.bytes, figures.rows],
    );
    assert.deepEqual(scan.profiles().map(comparable), figures.columns);
    assert.match(sourceSha256, /^[0-9a-f]{64}$/);
  });
});

function comparable(profile: ColumnProfile): Record<string, unknown> {
  const { header, rows, nulls, empties, distinct, longest, minimum, maximum, top, exact } = profile;
  assert.ok(exact);
  return {
    ...{ header, rows, nulls, empties, distinct, longest: longest?.characters ?? 0 },
    ...{ minimum: minimum ?? null, maximum: maximum ?? null },
    top: top.slice(0, 3).map(({ count }) => count),
  };
}
