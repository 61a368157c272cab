// An export against its last delivery: which receipt is of it, how many rows more or less, and whether the headers changed.
import assert from 'node:assert/strict';
import { headersFigures } from '../../../src/delivery/headersFigures';
import { keyReader } from '../../../src/delivery/keysOfExport';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import { deviatesBeyond, sinceLast } from '../../../src/delivery/sinceLast';
import { planExport } from '../../../src/export/plan';
import { readDefinition } from '../../../src/model/definition';
import { resolveFormat } from '../../../src/model/format';
import type { Receipt } from '../../../src/model/receipt';
import { readReceipt, receiptText } from '../../../src/model/receiptSchema';
import { moment } from '../collect';
import { receiptOf } from '../receipts';
import { temporaryFolder } from '../temporaryFolder';

const destination = { bucket: 'exports', endpoint: undefined };

describe('an export against its last delivery', () => {
  const folder = temporaryFolder();
  const source = folder.write('x.csv', 'a,b\n1,2\n');
  const planned = async (fileName?: string, folderPath = 'daily', id?: string) => {
    const text = JSON.stringify({
      segment: { source: 'x', id },
      ...(fileName !== undefined && { fileName }),
    });
    const options = readDefinition(text);
    const target = { folderPath, format: resolveFormat({}) };
    return (await planExport({ source, target, moment, options, segment: options.segment })).plan;
  };
  let number = 0;
  const storeOf = async (...receipts: Receipt[]) => {
    const store = new ReceiptStore(folder.path(`receipts-${number++}`));
    for (const receipt of receipts) await store.save(receipt);
    return store;
  };
  const key = (time: string, more = '') => `daily/amazon-s3_segmentx_${time}${more}.csv`;
  const before = (second: number, at: string, facts: Partial<Receipt> = {}) =>
    receiptOf({ second, key: at }, facts);

  it('is told the newest receipt of the same segment, bucket and name at another moment', async () => {
    const plan = await planned();
    const store = await storeOf(
      before(1, key('20200101000000'), { rowsWritten: 100 }),
      before(2, key('20200102000000', '_1'), { rowsWritten: 200 }),
      before(3, key('20200103000000'), { segment: 'y' }),
      before(4, key('20200104000000'), { bucket: 'others' }),
      before(5, key('20200105000000').replace('daily', 'weekly')),
      before(6, key('20200106000000').replace('segmentx', 'segmentxx')),
    );
    const last = await sinceLast(store, destination, plan, { rowsWritten: 150 });
    assert.deepEqual([last?.rowsBefore, last?.deviation, last?.columnsBefore], [200, -25, undefined]);
    assert.equal(await sinceLast(await storeOf(), destination, plan, { rowsWritten: 1 }), undefined);
  });

  it('deviates in both directions, never by 0 %, and by nothing that can be told from no rows', async () => {
    const plan = await planned();
    const store = await storeOf(before(1, key('1'), { rowsWritten: 100 }));
    const deviates = async (rowsWritten: number, percent: number) => {
      const last = await sinceLast(store, destination, plan, { rowsWritten });
      return deviatesBeyond(last ?? { deviation: undefined }, percent);
    };
    assert.deepEqual(
      [await deviates(121, 20), await deviates(120, 20), await deviates(79, 20), await deviates(0, 0)],
      [true, false, true, false],
    );
    const none = await storeOf(before(1, key('1'), { rowsWritten: 0 }));
    assert.equal((await sinceLast(none, destination, plan, { rowsWritten: 5 }))?.deviation, undefined);
  });

  it('has other headers when a name or the order changed, and nothing is said of old receipts', async () => {
    const plan = await planned();
    const column = (header: string) => ({ ...plan.columns[0]!, header });
    const columnsBefore = async (headers: Receipt['headers']) =>
      (
        await sinceLast(await storeOf(before(1, key('1'), { headers })), destination, plan, {
          rowsWritten: 1,
        })
      )?.columnsBefore;
    const of = (...headers: string[]) => headersFigures({ columns: headers.map(column) });
    assert.equal(await columnsBefore(of('a', 'b')), undefined);
    assert.equal(await columnsBefore(undefined), undefined);
    assert.equal(await columnsBefore(of('b', 'a')), 2);
    assert.equal(await columnsBefore(of('a', 'b', 'c')), 3);
  });

  it('has figures of its headers that a receipt keeps without them', () => {
    const value = { kind: 'path', path: ['a'] } as const;
    const personal = { header: 'kurt@vonnegut.com', value, mandatory: false };
    const headers = headersFigures({ columns: [personal] });
    const text = receiptText(receiptOf({}, { headers }));
    assert.doesNotMatch(text, /vonnegut/);
    assert.deepEqual(readReceipt(text)?.headers, headers);
    assert.equal(readReceipt(receiptText(receiptOf()))?.headers, undefined);
  });

  it('has keys of any moment, and no other segment has them', async () => {
    const read = async (at: string, ...name: Parameters<typeof planned>) =>
      keyReader(await planned(...name))(at);
    assert.deepEqual(await read(key('1')), { base: key('1'), number: undefined });
    assert.deepEqual(await read(key('1', '_12')), { base: key('1'), number: 12 });
    assert.equal(await read(key('')), undefined);
    assert.equal(await read(`${key('1')}.gz`), undefined);
    const named = ['%SEGMENT_ID%_%DATETIME(d MMM yyyy)%', 'x/%DATETIME(yyyy/MM)%', 'a+b'] as const;
    assert.equal((await read('x/2021/12/a+b_1 Dec 2021_2.csv', ...named))?.number, 2);
    assert.equal(await read('x/2021/12/aab_1 Dec 2021.csv', ...named), undefined);
    assert.equal(await read('x/2021-12/a+b_1 Dec 2021.csv', ...named), undefined);
    assert.equal((await planned(...named)).keyShape.prefix, 'x/');
    assert.equal((await planned('n')).keyShape.prefix, 'daily/n');
  });

  it('are told from others soon, however many macros a name has', async () => {
    const name = `${'%DATETIME(yyyy)%%DATETIME(MMM)%%TIMESTAMP%%DATETIME(HH)%'.repeat(4)}a\\d+`;
    const plan = await planned(name);
    const { stem } = plan.keyShape;
    assert.equal(stem, String.raw`daily\/${String.raw`\d+\p{L}+`.repeat(4)}\d+a\\d\+`);
    const read = keyReader(plan);
    const digits = '1'.repeat(100);
    assert.equal(read(`daily/${'2020Apr15863266'.repeat(4)}${digits}.csv`), undefined);
    assert.equal(read(`daily/${'1'.repeat(1000)}.csv`), undefined);
    assert.equal(read(plan.key)?.number, undefined);
    assert.equal(read(plan.key)?.base, plan.key);
  });
});
