// Indexes on disk: found again for the very same source, and never taken for right when they are damaged.
import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildIndex } from '../../../src/segment/buildIndex';
import { IndexStore } from '../../../src/segment/indexStore';
import { fileSource, openSource, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { temporaryFolder } from '../temporaryFolder';

describe('the store of indexes', () => {
  const folder = temporaryFolder();
  const newStore = (name: string, limits?: ConstructorParameters<typeof IndexStore>[1]) => {
    const path = folder.path(name);
    return { path, store: new IndexStore(path, limits) };
  };
  const rows = (count: number) => `name,number\n${'kurt,1\n'.repeat(count)}`;
  async function indexOf(source: Source): Promise<SourceIndex> {
    const index = new SourceIndex();
    for await (const piece of buildIndex(source)) index.append(piece);
    return index;
  }
  const theOnlyFile = (path: string) => {
    const [name = '', ...more] = readdirSync(path);
    assert.deepEqual(more, []);
    return join(path, name);
  };

  it('finds an index again, by files, their state and options', async () => {
    const { path, store } = newStore('found');
    const source = folder.write('a.csv', rows(100_000));
    assert.equal(await store.read(source), undefined);
    const index = await indexOf(source);
    assert.ok(index.length > 5);
    await store.write(source, index);
    assert.deepEqual(await store.read(source), index);
    assert.deepEqual(await store.read(fileSource(folder.path('a.csv'))), index);
    assert.deepEqual(await store.read(await openSource(folder.path('a.c?v'))), index);
    assert.equal(await store.read(fileSource(folder.path('a.csv'), { header: false })), undefined);
    assert.equal(await store.read(folder.write('b.csv', rows(100_000))), undefined);
    if (process.platform !== 'win32') {
      assert.deepEqual(
        [statSync(path).mode & 0o777, statSync(theOnlyFile(path)).mode & 0o777],
        [0o700, 0o600],
      );
    }
    assert.equal(readFileSync(theOnlyFile(path)).includes('kurt'), false);

    appendFileSync(folder.path('a.csv'), 'kurt,2\n');
    await assert.rejects(store.read(source), { code: 'segment-changed' });
    assert.equal(await store.read(fileSource(folder.path('a.csv'))), undefined);
  });

  it('takes anything damaged, older or foreign for nothing', async () => {
    const { path, store } = newStore('damaged');
    const source = folder.write('c.csv', rows(50_000));
    await store.write(source, await indexOf(source));
    const file = theOnlyFile(path);
    const good = readFileSync(file);
    for (let at = 0; at < good.length; at += 7) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      writeFileSync(file, bad);
      assert.equal(await store.read(source), undefined, `byte ${at}`);
    }
    for (const bad of [
      good.subarray(1),
      good.subarray(0, -1),
      Buffer.concat([good, good]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, bad);
      assert.equal(await store.read(source), undefined);
    }
    writeFileSync(file, good);
    assert.ok(await store.read(source));
  });

  it('keeps the newest within its limits, and nothing incomplete', async () => {
    const { path, store } = newStore('limited', { files: 3, bytes: 1_000_000 });
    mkdirSync(path);
    writeFileSync(join(path, 'not-ours'), '');
    const sources = ['1', '2', '3', '4'].map((name) => folder.write(`${name}.csv`, rows(10)));
    for (const [number, source] of sources.entries()) {
      await store.write(source, await indexOf(source));
      const newest = readdirSync(path).map((name) => join(path, name));
      // Written within one tick of the file system's clock they would have no order.
      for (const each of newest) utimesSync(each, statSync(each).atime, statSync(each).mtimeMs / 1000 - 10);
      assert.ok(await store.read(source), `${number}`);
    }
    assert.equal(await store.read(sources[0] as Source), undefined);
    assert.deepEqual((await Promise.all(sources.map((each) => store.read(each)))).map(Boolean), [
      false,
      true,
      true,
      true,
    ]);
    assert.ok(readdirSync(path).includes('not-ours'));
    const small = newStore('limited', { files: 3, bytes: 250 }).store;
    await small.write(sources[0] as Source, await indexOf(sources[0] as Source));
    assert.deepEqual((await Promise.all(sources.map((each) => small.read(each)))).map(Boolean), [
      true,
      false,
      false,
      true,
    ]);
    await assert.rejects(store.write(sources[0] as Source, new SourceIndex()), /not complete/);
  });
});
