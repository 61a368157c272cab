// What is put aside by key: it comes back whole, and leaves nothing behind.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import fc from 'fast-check';
import { Spill } from '../../../src/export/spill';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';
import { temporaryFolder } from '../temporaryFolder';

const small = { sourceBytesPerPartition: 1, maxPartitions: 5, bufferCharacters: 20 };
type Entries = readonly (readonly [key: string, entry: string])[];

/** The entries of each partition as they come back. */
async function spilled(spill: Spill, entries: Entries): Promise<string[][]> {
  for (const [key, entry] of entries) await spill.add(key, entry);
  const partitions: string[][] = [];
  for (const pieces of spill.partitions()) {
    const partition: string[] = [];
    for await (const piece of pieces.entries) partition.push(...piece);
    partitions.push(partition);
  }
  return partitions;
}

describe('a spill', () => {
  const folder = temporaryFolder();
  const original = process.env['TMPDIR'];
  before(() => {
    mkdirSync(folder.path('tmp'));
    process.env['TMPDIR'] = folder.path('tmp');
  });
  after(() => {
    if (original === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = original;
  });
  const left = () => readdirSync(folder.path('tmp'));
  /** Files that are open without a name. */
  const nameless = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder.path('tmp'));
      } catch {
        return false;
      }
    }).length;

  it('gives back what went in, those of one key together and in order', async () => {
    const key = fc.string({ unit: 'binary', maxLength: 3 });
    const entry = fc.oneof(key, fc.constantFrom('', 'x'.repeat(50), '\u2028', 'é😀\t'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { minLength: 1, maxLength: 8 }),
        fc.array(entry),
        fc.nat({ max: 9 }),
        async (keys, all, bytes) => {
          const spill = new Spill(bytes, small);
          const entries = all.map((text, index) => {
            const key = keys[index % keys.length] ?? '';
            return [key, JSON.stringify([key, index, text])] as const;
          });
          const partitions = await spilled(spill, entries);
          assert.equal(partitions.length, Math.max(1, Math.min(5, bytes)));
          assert.deepEqual(partitions.flat().sort(), entries.map(([, entry]) => entry).sort());
          for (const each of keys) {
            const own = entries.filter(([key]) => key === each).map(([, entry]) => entry);
            const found = partitions.filter((partition) => own.some((entry) => partition.includes(entry)));
            assert.equal(found.length, own.length > 0 ? 1 : 0);
            assert.deepEqual(found[0]?.filter((entry) => own.includes(entry)) ?? [], own);
          }
          await spill.close();
        },
      ),
    );
    assert.deepEqual(left(), []);
  });

  it('has no file as long as the buffers hold everything', async () => {
    process.env['TMPDIR'] = folder.path('nowhere');
    const spill = new Spill(100);
    const entries = [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const;
    assert.deepEqual((await spilled(spill, entries)).flat(), ['1', '2', '3']);
    assert.equal(spill.bytes, 0);
    await spill.close();
    process.env['TMPDIR'] = folder.path('tmp');
  });

  it('has one file without a name, and none any more when it is closed', async function () {
    if (process.platform !== 'linux') this.skip();
    const spill = new Spill(5, small);
    const entries = Array.from({ length: 200 }, (_, index) => [`key ${index}`, `entry ${index}`] as const);
    const partitions = await spilled(spill, entries);
    assert.equal(partitions.flat().length, 200);
    assert.ok(spill.bytes > 200);
    assert.deepEqual([left(), nameless()], [[], 1]);
    await spill.close();
    assert.deepEqual([left(), nameless()], [[], 0]);
  });

  it('fails when no file can be made, and can be closed then', async () => {
    process.env['TMPDIR'] = folder.path('nowhere');
    const spill = new Spill(5, small);
    await assert.rejects(async () => spill.add('a', 'x'.repeat(20)), { code: 'ENOENT' });
    await spill.close();
    process.env['TMPDIR'] = folder.path('tmp');
  });

  const lines = Array.from(
    { length: 5000 },
    (_, index) => `{"k":"${String(index % 4000).padStart(36, '-')}","t":1}`,
  );
  const deduplicate = { keys: ['k'], time: 't' };

  it('leaves nothing behind after an export', async function () {
    if (process.platform !== 'linux') this.skip();
    let during: unknown;
    const source = memorySource('x.ndjson', lines.join('\n'));
    const planned = await planOf(source, undefined, { deduplicate });
    const { rowsWritten } = await planned.scan({ onDropped: () => (during ??= [left(), nameless()]) });
    assert.equal(rowsWritten, 4000);
    assert.deepEqual([during, left(), nameless()], [[[], 0], [], 0]);
  });

  for (const [what, last, code] of [
    ['a bad line', 'oops', 'not-json'],
    ['a bad time', '{"k":"a","t":"soon"}', 'unreadable-time'],
  ] as const) {
    it(`leaves nothing behind after ${what}`, async function () {
      if (process.platform !== 'linux') this.skip();
      const source = memorySource('x.ndjson', [...lines, last].join('\n'));
      await assert.rejects((await planOf(source, undefined, { deduplicate })).scan(), { code });
      assert.deepEqual([left(), nameless()], [[], 0]);
    });
  }
});
