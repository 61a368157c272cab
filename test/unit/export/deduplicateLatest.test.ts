// Deduplication by a time: what is the latest, and what decides where times are equal.
import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/segment/source';
import { exportText, planOf } from '../collect';
import { memoryFile } from '../segment/memory';
import { idsOf, rowsOf, sourceOfRecords, type Json } from './deduplicating';

describe('deduplication by the latest time', () => {
  const latest = { keys: ['k'], time: 't' };
  const idsOfTimes = (...times: unknown[]) =>
    idsOf(
      times.map((t, id) => ({ id, k: 'a', ...(t !== undefined && { t }) })),
      latest,
    );

  it('takes a record without a time for the oldest', async () => {
    assert.deepEqual(await idsOfTimes(undefined, null, '', '1969-01-01', null), ['3']);
    assert.deepEqual(await idsOfTimes(0, undefined), ['0']);
    assert.deepEqual(await idsOfTimes(undefined, null, ''), ['0']);
  });

  it('compares moments, not texts', async () => {
    assert.deepEqual(await idsOfTimes('2021-03-10T10:00:00+02:00', '2021-03-10T09:00:00Z'), ['1']);
    assert.deepEqual(await idsOfTimes(1615370588, '2021-03-10T10:03:07Z', 1615370588001), ['2']);
    assert.deepEqual(await idsOfTimes('2021-03-10 10:03:08.000002', '2021-03-10 10:03:08.000001'), ['0']);
  });

  it('refuses a time that it cannot read, with its line', async () => {
    await assert.rejects(idsOfTimes('2021-01-01', '2021-02-31'), {
      code: 'unreadable-time',
      line: 2,
      excerpt: '2021-02-31',
    });
    await assert.rejects(idsOfTimes(true), { code: 'unreadable-time', line: 1 });
    await assert.rejects(idsOfTimes({ secret: 'x' }), (error: Error) => !error.message.includes('secret'));
  });

  it('refuses it with the file, of a segment in several', async () => {
    const source = sourceOf('x', [
      memoryFile('a.ndjson', [Buffer.from('{"k":1,"t":"2021-01-01"}')]),
      memoryFile('b.ndjson', [Buffer.from('\n{"k":1,"t":"soon"}')]),
    ]);
    await assert.rejects(exportText(source, undefined, { deduplicate: latest }), {
      code: 'unreadable-time',
      message: /^b\.ndjson: The time of the record at line 2 /,
    });
  });

  it('reads no time of records that take no part', async () => {
    const records = [
      { id: 1, k: 'a', t: 'soon' },
      { id: 2, k: 'a', t: '2021-01-01', m: 1 },
      { id: 3, t: 'soon', m: 1 },
    ];
    const columns = [{ path: 'id' }, { path: 'm', mandatory: true }];
    assert.deepEqual(await rowsOf(sourceOfRecords(records), { columns, deduplicate: latest }), [
      '2,1',
      '3,1',
    ]);
  });

  /** The row of two that have the same key and time. */
  const winnerOf = async (columns: object[], ...records: Json[]) => {
    const source = sourceOfRecords(records.map((record, id) => ({ id, k: 'a', t: 1, ...record })));
    const definition = {
      columns: [...columns, { path: 'k' }, { path: 't' }, { path: 'id' }],
      deduplicate: latest,
    };
    // The id is the last column: it decides only where the others do not.
    const rows = await rowsOf(source, definition);
    assert.equal(rows.length, 1);
    return Number(rows[0]?.split(',').at(-1));
  };

  it('compares column by column where times are equal', async () => {
    const [x, y] = [{ path: 'x' }, { path: 'y' }];
    assert.equal(await winnerOf([x, y], { x: 'b', y: 'a' }, { x: 'a', y: 'b' }), 1);
    assert.equal(await winnerOf([y, x], { x: 'b', y: 'a' }, { x: 'a', y: 'b' }), 0);
    assert.equal(await winnerOf([x, y], { x: 'a', y: 'z' }, { x: 'a!', y: 'a' }), 0);
    assert.equal(await winnerOf([x, y], { x: 'a', y: 'b' }, { x: 'a', y: 'a' }), 1);
    assert.equal(await winnerOf([x], { x: 'a' }, { x: '' }), 1);
    assert.equal(await winnerOf([x], { x: 'a' }, {}), 1);
    assert.equal(await winnerOf([x], { x: '10' }, { x: '9' }), 0);
    assert.equal(await winnerOf([x], { x: 'b' }, { x: 'B' }), 1);
    // Characters that JSON would write as another one.
    assert.equal(await winnerOf([x], { x: '#' }, { x: '"' }), 1);
    assert.equal(await winnerOf([x], { x: '\t' }, { x: ' ' }), 0);
    assert.equal(await winnerOf([x], { x: 'A' }, { x: '\u0001' }), 1);
  });

  it('takes no notice of arrays and objects there', async () => {
    const x = { path: 'x' };
    assert.equal(await winnerOf([x], { x: ['b'] }, { x: ['a'] }), 0);
    assert.equal(await winnerOf([x], { x: { a: 2 } }, { x: { a: 1 } }), 0);
  });

  it('writes the first of records that are the same', async () => {
    const records = [1, 2, 3].map((id) => ({ id, k: 'a', t: 1 }));
    const definition = { columns: [{ path: 'k' }, { path: 't' }], deduplicate: latest };
    const dropped: number[] = [];
    const planned = await planOf(sourceOfRecords(records), undefined, definition);
    await planned.scan({ onDropped: ({ line }) => dropped.push(line) });
    assert.deepEqual(dropped, [2, 3]);
  });
});
