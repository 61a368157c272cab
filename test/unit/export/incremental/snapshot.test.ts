// Snapshots: what comes out is what went in, in few bytes; what is damaged or belongs to something else is none.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { packKey, unpackKey } from '../../../../src/export/incremental/packedKey';
import { Snapshot } from '../../../../src/export/incremental/snapshot';
import { type SnapshotRow } from '../../../../src/export/incremental/snapshotRow';
import { SnapshotWriter } from '../../../../src/export/incremental/snapshotWriter';
import { keyText } from '../../../../src/export/recordKey';
import { temporaryFolder } from '../../temporaryFolder';

const configuration = createHash('sha256').digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function write(path: string, rows: readonly SnapshotRow[]): Promise<void> {
  const writer = await SnapshotWriter.open(path, configuration);
  for (const row of rows) await writer.add(row);
  await writer.end();
  await writer.close();
}

async function read(path: string, width = 1, hashBytes = 7): Promise<SnapshotRow[]> {
  const snapshot = await Snapshot.open(path, configuration, { width, hashBytes });
  if (typeof snapshot === 'string') throw new Error(snapshot);
  const rows: SnapshotRow[] = [];
  for await (const batch of snapshot.rows()) rows.push(...batch);
  await snapshot.close();
  return rows;
}

/** Sorted, each with a hash. */
const rowsOf = (keys: readonly string[]): SnapshotRow[] =>
  [...new Set(keys)]
    .map((key) => keyText([key]) ?? '')
    .sort()
    .map((key) => ({ key, kinds: '0', hash: sha256(key).slice(0, 14) }));

describe('a snapshot', () => {
  const folder = temporaryFolder();
  const path = folder.path('snapshot');

  it('gives back what was written, of any keys', async () => {
    const hex = fc.stringMatching(/^[0-9a-f]{14,80}$/);
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      hex,
      fc.uuid(),
      fc.uuid().map((id) => id.toUpperCase()),
      fc.constant(null),
    );
    const key = fc.tuple(
      part,
      fc.oneof(
        part,
        fc.tuple(part, part).map(([a, b]) => `${a}${b}`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(key), fc.constantFrom(0, 7), async (keys, hashBytes) => {
        const texts = [...new Set(keys.flatMap((values) => keyText(values) ?? []))].sort();
        const rows = texts.map((text) => ({
          key: text,
          kinds: '03',
          hash: sha256(text).slice(0, 2 * hashBytes),
        }));
        await write(path, rows);
        assert.deepEqual(await read(path, 2, hashBytes), rows);
      }),
      { numRuns: 300 },
    );
  });

  it('has many blocks, and long keys', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `user${index}@example.com`);
    const rows = rowsOf([...keys, 'x'.repeat(3_000_000), 'y'.repeat(200)]);
    await write(path, rows);
    assert.deepEqual(await read(path), rows);
  });

  const sizes: readonly (readonly [what: string, most: number, key: (index: number) => string])[] = [
    ['numbers', 9, (index) => String(index * 37)],
    ['customer numbers', 11, (index) => `C-${sha256(String(index)).replace(/\D/g, '').slice(0, 9)}`],
    [
      'e-mail addresses',
      12,
      (index) =>
        `${names[index % 11]}.${names[(index >> 3) % 11]}${sha256(String(index)).slice(0, 4)}@example${index % 50}.com`,
    ],
    [
      'UUIDs',
      24,
      (index) => sha256(String(index)).replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'),
    ],
    [
      'ECIDs of 38 digits',
      24,
      (index) =>
        BigInt(`0x${sha256(String(index))}`)
          .toString()
          .slice(0, 38),
    ],
    ['SHA-256 of e-mail addresses', 39, (index) => sha256(String(index))],
  ];
  const names = [
    'anna',
    'bob',
    'carla',
    'dimitri',
    'eve',
    'fatima',
    'george',
    'hiroshi',
    'ida',
    'john',
    'katrin',
  ];
  for (const [what, most, key] of sizes) {
    it(`takes at most ${most} bytes a row for ${what}`, async () => {
      const rows = rowsOf(Array.from({ length: 100_000 }, (_, index) => key(index)));
      await write(path, rows);
      const bytes = statSync(path).size / rows.length;
      assert.ok(bytes <= most, `${bytes}`);
    });
  }

  it('is none where there is no file, where it is of another configuration, and where a byte is another', async () => {
    const open = (of = configuration) => Snapshot.open(path, of, { width: 1, hashBytes: 7 });
    assert.equal(await Snapshot.open(undefined, configuration, { width: 1, hashBytes: 7 }), 'first');
    assert.equal(
      await Snapshot.open(folder.path('nowhere'), configuration, { width: 1, hashBytes: 7 }),
      'first',
    );
    await write(path, rowsOf(['a', 'b']));
    assert.equal(await open(createHash('sha256').update('x').digest()), 'configuration');
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(path, damaged);
      assert.equal(await open(), 'unreadable', `byte ${at}`);
    }
    for (const length of [0, 10, 60, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length));
      assert.equal(await open(), 'unreadable', `${length} bytes`);
    }
    assert.equal(
      await Snapshot.open(folder.path(''), configuration, { width: 1, hashBytes: 7 }),
      'unreadable',
    );
  });

  it('is for this person alone', async function () {
    if (process.platform === 'win32') this.skip();
    const own = folder.path('own');
    await write(own, []);
    assert.equal(statSync(own).mode & 0o777, 0o600);
    assert.deepEqual(await read(own), []);
  });
});

describe('a packed key', () => {
  it('has UUIDs and long hexadecimal numbers at half their length', () => {
    const [id, hash] = ['12341e18-abcd-49c2-836d-123c88e76c39', sha256('x')];
    for (const [key, bytes] of [
      [id, 18],
      [id.toUpperCase(), 18],
      [hash, 35],
      [hash.toUpperCase(), 35],
      ['a@x.com', 8],
      [`urn:uuid:${id}`, 27],
      [id.replace('a', 'A'), 37],
    ] as const) {
      const text = keyText([key]) ?? '';
      assert.equal(packKey(text).length, bytes, key);
      assert.equal(unpackKey(packKey(text)), text);
    }
  });
});
