// The fields of a segment: where values are, of which kinds, in how many records; and that they are those of a plan.
import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { findColumns, inspectedRecords } from '../../../../src/export/columns';
import { firstRecords } from '../../../../src/export/firstRecords';
import { FieldCache } from '../../../../src/export/language/fieldCache';
import { readFields } from '../../../../src/export/language/fields';
import { kindsText, shareText } from '../../../../src/export/language/fieldTexts';
import { parsePath, pathText } from '../../../../src/model/path';
import { readRecords } from '../../../../src/segment/records';
import { fileSource, type Source } from '../../../../src/segment/source';
import { temporaryFolder } from '../../temporaryFolder';

describe('the fields of a segment', () => {
  const folder = temporaryFolder();
  const linesOf = async (source: Source): Promise<string[]> => {
    const fields = await readFields(source);
    return fields
      .all()
      .map((field) => `${pathText(field.path)}: ${kindsText(field)}. ${shareText(field, fields)}`);
  };

  it('are told in the order in which they come, without a value', async () => {
    const source = folder.write(
      'some.ndjson',
      `{"id":1,"person":{"first.name":"Ada"},"emails":[{"address":"a@x.example"},{"name":"b"}],"tags":[]}
{"id":"2","person":{"first.name":"","age":null},"ok":true}
`,
    );
    assert.deepEqual(await linesOf(source), [
      'id: number, text. 100% of the records have a value here.',
      'person: object. 100% of the records have a value here.',
      'person."first.name": text. 50% of the records have a value here.',
      'person.age: no value. 0% of the records have a value here.',
      'emails: list. 50% of the records have a value here.',
      'emails[0]: object. 50% of the records have a value here.',
      'emails[0].address: text. 50% of the records have a value here.',
      'tags: list. 50% of the records have a value here.',
      'ok: true or false. 50% of the records have a value here.',
    ]);
  });

  it('of delimited files are its columns', async () => {
    assert.deepEqual(await linesOf(folder.write('some.csv', 'id,person.email\n1,\n2,x\n')), [
      'id: text. 100% of the records have a value here.',
      '"person.email": text. 50% of the records have a value here.',
    ]);
  });

  it('are looked for in the first records alone', async () => {
    const records = Array.from({ length: 1200 }, (_, id) =>
      id === 3 ? { id, rare: 1 } : id === 1100 ? { late: 1 } : { id },
    );
    const source = folder.write(
      'long.ndjson',
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
    assert.deepEqual(await linesOf(source), [
      'id: number. 100% of the first 1000 records have a value here.',
      'rare: number. <1% of the first 1000 records have a value here.',
    ]);
  });

  it('may be at any place of a list, and behind the places that are looked at', async () => {
    const list = Array.from({ length: 12 }, (_, at) => ({ [`n${at}`]: 1 }));
    const fields = await readFields(
      folder.write('lists.ndjson', `${JSON.stringify({ short: [{ a: 1 }, { b: 1 }], long: list })}\n`),
    );
    const has = (path: string): boolean => fields.has(parsePath(path));
    assert.deepEqual(['short[7]', 'short[0].b', 'short[5].a', 'long[11].n11', 'long[0].n3'].map(has), [
      ...[true, true, true, true, true],
    ]);
    assert.deepEqual(['short[0].c', 'short.a', 'other', 'short[0].a.x'].map(has), [
      false,
      false,
      false,
      false,
    ]);
  });

  it('of too many are some, and then nobody can say what is not there', async () => {
    const record = Object.fromEntries(Array.from({ length: 20_001 }, (_, id) => [`k${id}`, 1]));
    const fields = await readFields(folder.write('wide.ndjson', `${JSON.stringify(record)}\n`));
    assert.equal(fields.all().length, 20_000);
    assert.equal(fields.has(['nobody knows']), true);
  });

  it('have the columns that a plan finds', async () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, '', 'x', 1, true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b.c', '"', '0'), tie('value')),
      ),
    })).value;
    const records = fc.array(fc.dictionary(fc.constantFrom('a', 'b.c', 'd'), value), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const source = folder.write('any.ndjson', all.map((each) => `${JSON.stringify(each)}\n`).join(''));
        const found = await findColumns(
          firstRecords(readRecords(source), inspectedRecords),
          source.name,
        ).catch(() => []);
        const fields = await readFields(source);
        for (const {
          value: { path },
        } of found)
          assert.ok(fields.has(path), pathText(path));
        assert.deepEqual(
          fields
            .all()
            .filter(({ isColumn }) => isColumn)
            .map(({ path }) => pathText(path))
            .sort(),
          found.map(({ value: { path } }) => pathText(path)).sort(),
        );
      }),
      { numRuns: 100 },
    );
  });

  describe('that are kept', () => {
    const { signal } = new AbortController();

    it('are read anew only when a file is no longer what it was', async () => {
      const cache = new FieldCache();
      const path = folder.path('kept.ndjson');
      const get = () => cache.get(fileSource(path), signal);
      folder.write('kept.ndjson', '{"a":1}\n');
      const first = await get();
      assert.equal(await get(), first);
      writeFileSync(path, '{"b":1}\n');
      utimesSync(path, 1, 1);
      const second = await get();
      assert.deepEqual(
        second?.all().map(({ path: [name] }) => name),
        ['b'],
      );
    });

    it('are none of a segment that cannot be read, or is not there', async () => {
      const cache = new FieldCache();
      assert.equal(await cache.get(folder.write('bad.ndjson', '{"a": oops}\n'), signal), undefined);
      assert.equal(await cache.get(fileSource(folder.path('none.ndjson')), signal), undefined);
    });

    it('are waited for by nobody who has gone, and still read', async () => {
      const cache = new FieldCache();
      const source = folder.write('left.ndjson', '{"a":1}\n');
      const abort = new AbortController();
      const left = cache.get(source, abort.signal);
      abort.abort();
      await assert.rejects(left, { name: 'AbortError' });
      assert.ok(await cache.get(source, signal));
    });
  });
});
