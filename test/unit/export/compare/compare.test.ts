// Comparing an export with one that was delivered: what is told, what is refused, and how large exports are treated.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { compareExports, type CompareOptions } from '../../../../src/export/compare/compare';
import type { OldExport } from '../../../../src/export/compare/oldSide';
import { sourceOf } from '../../../../src/segment/source';
import { planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { deliveredOf, filesOf, memoryFile, oldOf, plannedOf } from './sides';

const people = (...names: string[]) => names.map((name, index) => ({ id: index + 1, name }));

async function compared(options: CompareOptions) {
  const comparison = await compareExports(options);
  const differences = await comparison.list('all', 0, 1000);
  await comparison.dispose();
  return { ...comparison, differences };
}

describe('a comparison', () => {
  const folder = temporaryFolder();

  it('matches rows by the deduplication keys of the export, if all of them are columns', async () => {
    const columns = [{ path: 'id', header: 'number' }, { path: 'name' }];
    const keyed = { columns, deduplicate: { keys: ['id'] } };
    const planned = await plannedOf(people('Kurt', 'Harper', 'George'), {}, keyed);
    const old = await deliveredOf(people('Kurt', 'Lee'), {}, { columns });
    const { counts, rows, matchedBy, differences } = await compared({ planned, old });
    assert.deepEqual(counts, { changed: 1, added: 1, removed: 0, unchanged: 1 });
    assert.deepEqual([rows, matchedBy], [{ old: 2, new: 3 }, ['number']]);
    assert.deepEqual(differences, [
      { change: 'changed', row: 2, line: 2, rowBefore: 2, texts: ['2', 'Harper'], textsBefore: ['2', 'Lee'] },
      { change: 'added', row: 3, line: 3, texts: ['3', 'George'] },
    ]);
    const other = { columns, deduplicate: { keys: ['person.email'] } };
    const whole = await compared({ planned: await plannedOf(people('Kurt'), {}, other), old });
    assert.deepEqual([whole.matchedBy, whole.counts.removed], [[], 1]);
  });

  it('tells headers that came, went and moved from the rows', async () => {
    const planned = await plannedOf([{ d: 1, a: 1, b: 2, e: 5 }]);
    const old = await deliveredOf([{ a: 1, b: 2, c: 3, d: 1 }]);
    const { headers, counts } = await compared({ planned, old });
    assert.deepEqual(headers, { added: ['e'], removed: ['c'], moved: ['d'] });
    assert.deepEqual(counts, { changed: 0, added: 0, removed: 0, unchanged: 1 });
  });

  it('knows the headers of JSON by all of its records', async () => {
    const json = { type: 'json' } as const;
    const columns = ['a', 'b', 'never'].map((path) => ({ path }));
    const planned = await plannedOf([{ a: 1, b: 2 }], json, { columns });
    const old = await deliveredOf([{ b: 2 }, { a: 1, c: 1 }], json);
    const { headers, differences } = await compared({ planned, old, by: ['a'] });
    assert.deepEqual(headers, { added: [], removed: ['c'], moved: [] });
    assert.deepEqual(
      differences.map(({ change, texts, textsBefore }) => [change, texts, textsBefore]),
      [
        ['changed', ['1', '2', null], ['1', null, null]],
        ['removed', [null, '2', null], undefined],
      ],
    );
  });

  it('takes columns of a format without a header by their order', async () => {
    const planned = await plannedOf([{ a: 1, b: 3 }], { header: false });
    const old = await deliveredOf([{ x: 1, y: 2, z: 3 }], { header: false });
    const { headers, differences } = await compared({ planned, old, by: ['a'] });
    assert.deepEqual(headers, { added: [], removed: ['column_3'], moved: [] });
    assert.deepEqual(differences[0]?.textsBefore, ['1', '2']);
  });

  it('takes each line for a row where the format quotes nothing, also one that its values broke', async () => {
    const adobe = { preset: 'adobe' } as const;
    const planned = await plannedOf(
      [
        { a: 'x', b: 'y' },
        { a: 'l\nm', b: 'a,b' },
        { a: '"', b: 'z' },
      ],
      adobe,
    );
    const old = await deliveredOf(
      [
        { a: 'x', b: 'y' },
        { a: 'l\nm', b: 'a,c' },
      ],
      adobe,
    );
    const { differences } = await compared({ planned, old });
    assert.deepEqual(differences, [
      { change: 'added', row: 3, line: 2, texts: ['m', 'a,b'] },
      { change: 'added', row: 4, line: 3, texts: ['"', 'z'] },
      { change: 'removed', rowBefore: 3, texts: ['m', 'a,c'] },
    ]);
  });

  it('names the file of a segment with several', async () => {
    const files = ['a,b\n1,2\n', 'a,b\n3,4\n'].map((text, index) =>
      memoryFile(`part-${index}.csv`, Buffer.from(text)),
    );
    const planned = await planOf(sourceOf('part', files));
    const { differences } = await compared({ planned, old: oldOf([Buffer.from('a,b\n1,2\n')]) });
    assert.deepEqual(differences, [
      { change: 'added', row: 2, line: 2, file: 'part-1.csv', texts: ['3', '4'] },
    ]);
  });

  it('lists any part of a kind by row, and counts what is more than it can list', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ id: index, v: index % 2 }));
    const planned = await plannedOf(many);
    const old = await deliveredOf(many.slice(0, 2000).map(({ id, v }) => ({ id, v: v === 1 ? 'old' : v })));
    const comparison = await compareExports({ planned, old, by: ['id'], mostListed: 990 });
    assert.deepEqual(comparison.counts, { changed: 1000, added: 1000, removed: 0, unchanged: 1000 });
    assert.deepEqual(comparison.listed, { changed: 990, added: 990, removed: 0 });
    const rows = async (...which: Parameters<typeof comparison.list>) =>
      (await comparison.list(...which)).map(({ row }) => row);
    assert.deepEqual(await rows('changed', 0, 2), [2, 4]);
    const all = [...(await rows('changed', 0, 5000)), ...(await rows('added', 0, 5000))];
    assert.deepEqual(await rows('all', 0, 5000), all);
    assert.deepEqual(await rows('all', 985, 10), all.slice(985, 995));
    assert.deepEqual(await rows('added', 989, 10), all.slice(-1));
    assert.deepEqual(await rows('removed', 0, 10), []);
    await comparison.dispose();
  });

  it('is done by whole rows also when many are equal', async () => {
    const planned = await plannedOf(Array.from({ length: 500 }, () => ({ a: 1 })));
    const old = await deliveredOf(Array.from({ length: 800 }, () => ({ a: 1 })));
    const { counts, differences } = await compared({ planned, old });
    assert.deepEqual(counts, { changed: 0, added: 0, removed: 300, unchanged: 500 });
    assert.deepEqual([differences[0]?.rowBefore, differences.at(-1)?.rowBefore], [501, 800]);
  });

  it('finds nothing in an export without rows, and all of them new beside one', async () => {
    for (const format of [{}, { type: 'json' }, { header: false }] as const) {
      const columns = [{ path: 'a' }];
      const old = await deliveredOf([], format, { columns });
      const { counts } = await compared({ planned: await plannedOf([{ a: 1 }], format, { columns }), old });
      assert.deepEqual(counts, { changed: 0, added: 1, removed: 0, unchanged: 0 });
      const none = await compared({ planned: await plannedOf([], format, { columns }), old });
      assert.deepEqual(none.counts, { changed: 0, added: 0, removed: 0, unchanged: 0 });
    }
  });

  describe('is refused', () => {
    const planned = () => plannedOf(people('Kurt', 'Harper'));
    const rejects = async (old: OldExport, code: string, options: Partial<CompareOptions> = {}) =>
      assert.rejects(compareExports({ planned: await planned(), old, ...options }), { code });

    it('by a column that one of the two does not have', async () => {
      await rejects(await deliveredOf([{ id: 1 }]), 'no-key-column', { by: ['name'] });
      await rejects(await deliveredOf([{ id: 1, x: 2 }]), 'no-key-column', { by: ['x'] });
    });

    it('by columns that do not tell rows apart', async () => {
      const same = Array.from({ length: 200 }, (_, id) => ({ id, name: 'Kurt' }));
      await rejects(await deliveredOf(same), 'key-not-unique', { by: ['name'] });
    });

    it('with what is of another export, or in another format', async () => {
      await rejects(await deliveredOf([{ x: 1, y: 2 }]), 'no-common-header');
      await rejects(await deliveredOf(people('Kurt'), { delimiter: '|' }), 'no-common-header');
      await rejects(oldOf([Buffer.from('id,name\n1,"Ku')]), 'unreadable-delivery');
      await rejects(oldOf([Buffer.from([0x69, 0x64, 0x0a, 0xff])]), 'unreadable-delivery');
      await rejects(oldOf([Buffer.from('1f8b08000000', 'hex')]), 'unreadable-delivery');
    });

    it('with a zip file that is cut short', async () => {
      const zip = { compression: 'zip' } as const;
      const [bytes = Buffer.alloc(0)] = await filesOf(await plannedOf(people('Kurt', 'Harper'), zip));
      const whole = await compared({ planned: await planned(), old: oldOf([bytes]) });
      assert.equal(whole.counts.unchanged, 2);
      await rejects(oldOf([bytes.subarray(0, 60)]), 'unreadable-delivery');
    });
  });

  it('is cancelled without leaving a file, and leaves none when it is done', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'x'.repeat(50) }));
    const [planned, old] = [await plannedOf(many), await deliveredOf(many)];
    const work = folder.path('');
    for (const step of ['old', 'new', 'match'] as const) {
      const abort = new AbortController();
      const onProgress = (progress: { step: string }) => progress.step === step && abort.abort();
      const options = { planned, old, folder: work, signal: abort.signal, onProgress };
      await assert.rejects(compareExports(options), { name: 'AbortError' }, step);
      assert.deepEqual(readdirSync(work), []);
    }
    const { counts } = await compared({ planned, old, folder: work });
    assert.equal(counts.unchanged, many.length);
    assert.deepEqual(readdirSync(work), []);
  });

  it('lets others work meanwhile', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => ({ id, text: `text ${id}` }));
    const planned = await plannedOf(many);
    const old = await deliveredOf(many.map(({ id }) => ({ id, text: 'old' })));
    let [turns, ended] = [0, false];
    const turn = () => {
      turns++;
      if (!ended) setImmediate(turn);
    };
    setImmediate(turn);
    const { counts } = await compared({ planned, old, by: ['id'] });
    ended = true;
    assert.equal(counts.changed, many.length);
    assert.ok(turns > 60, `${turns} turns of the event loop`);
  });
});
