// One incremental run after another: when it is full, what it has in it, and what is left behind.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { configSha256 } from '../../../../src/delivery/configSha256';
import { planIncrement } from '../../../../src/export/incremental/increment';
import { readDestination } from '../../../../src/model/destination';
import { resolveIncremental } from '../../../../src/model/incremental';
import type { Dropped } from '../../../../src/model/receipt';
import { planOf } from '../../collect';
import { memorySource } from '../../segment/memory';
import { temporaryFolder } from '../../temporaryFolder';
import { sourceOfRecords } from '../deduplicating';
import { Days, textOf } from './days';

const columns = [{ path: 'id' }, { path: 'name' }];
const deduplicate = { keys: ['id'] };
const of = (...people: readonly (readonly [id: unknown, name: string])[]) =>
  sourceOfRecords(people.map(([id, name]) => ({ id, name })));

describe('an incremental run', () => {
  const folder = temporaryFolder();
  const days = (definition: object = {}, format = { type: 'csv' as const }) =>
    new Days(folder.path(''), { columns, deduplicate, ...definition }, { by: 'changed' }, format);
  const first = of(['a', 'Ann'], ['b', 'Bob'], ['c', 'Cem']);
  beforeEach(async () => {
    await days().reset();
    await days().run(first);
  });

  it('writes changes in the order of the segment, and behind them whoever is gone in the order of keys', async () => {
    const { text, changes } = await days().run(
      of(['d', 'Dan'], ['b', 'Bo'], [undefined, 'Nobody'], ['d', 'x']),
    );
    assert.equal(text, 'id,name,change\nd,Dan,added\nb,Bo,changed\na,,removed\nc,,removed\n');
    assert.deepEqual(changes, { added: 1, changed: 1, removed: 2 });
  });

  it('has no rows where nothing has changed', async () => {
    const { text, changes } = await days().run(of(['c', 'Cem'], ['b', 'Bob'], ['a', 'Ann']));
    assert.equal(text, 'id,name,change\n');
    assert.deepEqual(changes, { added: 0, changed: 0, removed: 0 });
    assert.equal(
      (await days({ emptyExport: 'skip' }).run(of(['c', 'Cem'], ['b', 'Bob'], ['a', 'Ann']))).text,
      '',
    );
  });

  it('keeps a key that is a number a number, in JSON', async () => {
    const definition = { columns: [{ path: 'id' }, { path: 'n' }], deduplicate: { keys: ['id', 'n'] } };
    const json = new Days(folder.path(''), definition, { by: 'changed' }, { type: 'json' });
    const lines = '{"id":1,"n":true}\n{"id":"1","n":1.50}\n{"id":[1],"n":null}\n';
    await json.run(memorySource('x.ndjson', lines));
    const { text } = await json.run(memorySource('x.ndjson', '\n'));
    assert.deepEqual(text.trimEnd().split('\n').sort(), [
      '{"id":"1","n":1.50,"change":"removed"}',
      '{"id":1,"n":true,"change":"removed"}',
      '{"id":[1],"n":null,"change":"removed"}',
    ]);
  });

  it('counts what it reads, writes and drops', async () => {
    const run = days();
    const source = of(['a', 'Ann'], ['', 'Nobody'], ['d', 'Dan'], ['d', 'Duplicate']);
    const dropped: Dropped[] = [];
    await run.plan(source, async ({ planned }) => {
      const totals = await planned.scan({ onDropped: (each) => dropped.push(each) });
      assert.deepEqual([totals.rowsRead, totals.rowsWritten, totals.rowsWithoutKey], [4, 3, 0]);
      assert.deepEqual(totals.dropped, { expired: 0, notAMember: 0, mandatory: 1, duplicate: 1 });
      assert.deepEqual(
        totals.files.map(({ rows }) => rows),
        [3],
      );
      return textOf(planned);
    });
    assert.deepEqual(dropped, [
      { reason: 'mandatory', line: 2, column: 'id' },
      { reason: 'duplicate', line: 4 },
    ]);
  });

  it('is shown to whoever looks on, and split into files as any export', async () => {
    await days({ rowsPerFile: 2 }).plan(of(['d', 'Dan']), async ({ planned }) => {
      const seen: unknown[] = [];
      const { files } = await planned.scan({
        observers: [{ rows: (rows) => seen.push(...rows.map(({ line, cells }) => [line, ...cells])) }],
      });
      assert.deepEqual(
        files.map(({ rows }) => rows),
        [2, 2],
      );
      assert.deepEqual(seen, [
        [1, 'd', 'Dan', 'added'],
        ...['a', 'b', 'c'].map((id) => [undefined, id, null, 'removed']),
      ]);
      return '';
    });
  });

  it('goes on when the segment lies in another file, and is full when it is another segment or has other columns', async () => {
    const { fullBecause } = await days().run(memorySource('2026-12-02.ndjson', '{"id":"a","name":"Ann"}'));
    assert.equal(fullBecause, undefined);
    for (const other of [
      { segment: { id: 's' } },
      { columns: [...columns].reverse() },
      { deduplicate: { keys: ['id'], keep: 'last' } },
    ]) {
      const { text, ...how } = await days(other).plan(first, ({ planned }) => textOf(planned));
      assert.deepEqual([how.fullBecause, how.changes], ['configuration', undefined]);
      assert.equal(text.match(/,added$/gm)?.length, 3);
    }
  });

  it('is full when the snapshot is damaged, and says so', async () => {
    const path = days().last();
    const bytes = readFileSync(path);
    bytes[70] = (bytes[70] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { fullBecause, changes, table } = await days().run(first);
    assert.deepEqual([fullBecause, changes, table.length], ['unreadable', undefined, 3]);
  });

  it('is the same again as long as the snapshot does not move', async () => {
    const source = of(['a', 'Anna'], ['x', 'Xu']);
    const again = () => days().plan(source, ({ planned }) => textOf(planned));
    const [one, next] = [await again(), readFileSync(days().next())];
    assert.deepEqual([(await again()).text, readFileSync(days().next())], [one.text, next]);
  });

  it('is of another configuration than the full export, and than an increment on another snapshot', async () => {
    const destination = readDestination('acme', { bucket: 'acme-exports' });
    const shas: string[] = [];
    const note = () =>
      days().plan(first, ({ planned }) => {
        shas.push(configSha256(planned.plan, destination));
        return Promise.resolve('');
      });
    await note();
    await days().run(of(['a', 'Ann']));
    await note();
    await days().reset();
    await note();
    assert.equal(new Set(shas).size, 3);
  });

  it('leaves no snapshot behind when it fails or is cancelled', async () => {
    const files = { last: days().last(), next: folder.path('failed') };
    const plan = async (text: string, signal?: AbortSignal) => {
      const planned = await planOf(
        memorySource('x.ndjson', text),
        { corrupt: 'refuse', quote: '' },
        {
          ...{ columns, deduplicate, mode: 'incremental' },
        },
      );
      return planIncrement(planned, resolveIncremental({ by: 'changed' }), files, { signal });
    };
    await assert.rejects(plan('{"id":"a","name":"A,B"}'), { code: 'corrupting-value' });
    await assert.rejects(plan('{"id":"a"}\n{"id'), { code: 'not-json' });
    await assert.rejects(plan('{"id":"a"}', AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(existsSync(files.next), false);
  });

  it('needs its keys as columns also where the columns are those of the segment', async () => {
    const planned = await planOf(first, undefined, {
      deduplicate: { keys: ['nobody.has.this'] },
      mode: 'incremental',
    });
    const files = { last: undefined, next: folder.path('refused') };
    await assert.rejects(planIncrement(planned, resolveIncremental({ by: 'changed' }), files), {
      code: 'invalid-definition',
      message: /deduplicate\.keys\.0: This key needs a column/,
    });
  });
});
