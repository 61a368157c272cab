// Working copies of what cannot be read from the middle: the same records and failures, and nothing left behind.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SourceOptions } from '../../../src/model/sourceOptions';
import { buildIndex } from '../../../src/segment/buildIndex';
import { plainSource } from '../../../src/segment/plainCopy';
import type { SegmentRecord } from '../../../src/segment/records';
import { fileSource, openSource, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { allRecords } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { utf16be } from './memory';
import { recordsFrom } from './recordsFrom';

const csv = `a,b\r\n${Array.from({ length: 1000 }, (_, row) => `${row},"é\n${row}"\r\n`).join('')}`;
const utf16le = (text: string) => Buffer.from(text, 'utf16le');

describe('a plain copy', () => {
  const folder = temporaryFolder();
  const copies = (name: string) => folder.path(`${name}-copies`);

  async function allFrom(source: Source, from: number): Promise<SegmentRecord[]> {
    const index = new SourceIndex();
    for await (const piece of buildIndex(source)) index.append(piece);
    const records: SegmentRecord[] = [];
    for await (const batch of recordsFrom(source, index, from)) records.push(...batch);
    return records;
  }

  const kinds: Record<string, { bytes: Uint8Array; options?: SourceOptions }> = {
    'gzip.csv.gz': { bytes: gzipSync(csv) },
    'marked.csv.gz': { bytes: gzipSync(`\uFEFF${csv}`) },
    'members.csv.gz': { bytes: Buffer.concat([gzipSync(csv.slice(0, 99)), gzipSync(csv.slice(99))]) },
    'little.csv': { bytes: utf16le(`\uFEFF${csv}`) },
    'big.csv': { bytes: utf16be(`\uFEFF${csv}`) },
    'marks.csv': { bytes: utf16le(`\uFEFF\uFEFF${csv}`) },
    'named.csv': { bytes: utf16le(csv), options: { encoding: 'utf-16le' } },
    'both.csv.gz': { bytes: gzipSync(utf16le(`\uFEFF${csv}`)) },
  };
  for (const [name, { bytes, options }] of Object.entries(kinds)) {
    it(`of ${name} gives its records from any of them on`, async () => {
      writeFileSync(folder.path(name), bytes);
      const source = fileSource(folder.path(name), options);
      const progress: number[] = [];
      const plain = await plainSource(source, copies(name), undefined, (percent) => progress.push(percent));
      const records = await allRecords(source);
      assert.equal(records.length, 1000);
      assert.deepEqual(await allRecords(plain), records);
      assert.deepEqual(await allFrom(plain, 700), records.slice(700));
      assert.deepEqual(progress.at(-1), 100);
      assert.equal(plain.name, source.name);
    });
  }

  it('is not made of plain files', async () => {
    const source = folder.write('plain.csv', csv);
    for (const each of [source, folder.write('empty.csv', '')])
      assert.equal(await plainSource(each, copies('plain')), each);
    assert.equal(existsSync(copies('plain')), false);
  });

  it('is for this person alone, and names nothing', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(folder.path('kurt.csv.gz'), gzipSync(csv));
    await plainSource(fileSource(folder.path('kurt.csv.gz')), copies('private'));
    const [made = ''] = readdirSync(copies('private'));
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    assert.deepEqual(readdirSync(join(copies('private'), made)), ['0']);
    assert.deepEqual(
      [copies('private'), join(copies('private'), made), join(copies('private'), made, '0')].map(modeOf),
      [0o700, 0o700, 0o600],
    );
  });

  it('stands between plain files, and failures name the original and its line', async () => {
    writeFileSync(folder.path('part-1.csv'), csv);
    writeFileSync(folder.path('part-2.csv.gz'), gzipSync(`${csv}1,2,3\r\n`));
    const source = await openSource(folder.path('part-*'));
    const plain = await plainSource(source, copies('parts'));
    assert.equal(plain.files[0], source.files[0]);
    const failure = { code: 'ragged-row', file: folder.path('part-2.csv.gz'), message: /line 2002/ };
    await assert.rejects(allRecords(source), failure);
    await assert.rejects(allFrom(plain, 1500), failure);
  });

  it('is not read any more when its original has changed', async () => {
    writeFileSync(folder.path('changing.csv.gz'), gzipSync(csv));
    const plain = await plainSource(fileSource(folder.path('changing.csv.gz')), copies('changing'));
    await allFrom(plain, 10);
    appendFileSync(folder.path('changing.csv.gz'), gzipSync('1,2\r\n'));
    await assert.rejects(allFrom(plain, 10), { code: 'segment-changed' });
    await assert.rejects(allRecords(plain), { code: 'segment-changed' });
  });

  it('leaves nothing when it fails or is cancelled', async () => {
    const large = gzipSync(Buffer.alloc(20_000_000, 'a,b\n'));
    writeFileSync(folder.path('cut.csv.gz'), large.subarray(0, large.length - 9));
    const cut = fileSource(folder.path('cut.csv.gz'));
    await assert.rejects(plainSource(cut, copies('cut')), { code: 'gzip-cut-short' });
    writeFileSync(folder.path('half.csv'), utf16le(`\uFEFF${csv}`).subarray(0, -1));
    await assert.rejects(plainSource(fileSource(folder.path('half.csv')), copies('cut')), {
      code: 'not-utf16',
      line: 2001,
    });
    const controller = new AbortController();
    const cancelled = plainSource(cut, copies('cut'), controller.signal, () => controller.abort());
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.deepEqual(readdirSync(copies('cut')), []);
  });
});
