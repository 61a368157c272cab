// Mandatory columns: records without a value in one are dropped, counted, and told with their place.
import assert from 'node:assert/strict';
import type { Dropped } from '../../../src/model/receipt';
import { sourceOf, type Source } from '../../../src/segment/source';
import { exportText, planOf } from '../collect';
import { memoryFile, memorySource } from '../segment/memory';

async function droppedOf(source: Source, definition: object) {
  const dropped: Dropped[] = [];
  const planned = await planOf(source, undefined, definition);
  const totals = await planned.scan({ onDropped: (each) => dropped.push(each) });
  return { totals, dropped };
}

const nullable = (text: string | null) => (text === null ? 'null' : `"${text}"`);
const person = ([firstName, emailAddress]: readonly [string | null, string | null]) =>
  `{"firstName":${nullable(firstName)},"emailAddress":${nullable(emailAddress)}}`;

describe('a mandatory column', () => {
  // "Mandatory attributes", release notes of Adobe Experience Platform, January 2023.
  it("keeps the four records of Adobe's example: no other column matters", async () => {
    const people = [
      ['John', 'john@acme.com'],
      [null, 'peter@acme.com'],
      ['Jenifer', 'jennifer@acme.com'],
      [null, 'diana@acme.com'],
    ] as const;
    const source = memorySource('x.ndjson', people.map(person).join('\n'));
    const columns = [{ path: 'firstName' }, { path: 'emailAddress', mandatory: true }];
    assert.equal(
      await exportText(source, undefined, { columns }),
      'firstName,emailAddress\nJohn,john@acme.com\n,peter@acme.com\nJenifer,jennifer@acme.com\n,diana@acme.com\n',
    );
    const { totals, dropped } = await droppedOf(source, { columns });
    assert.deepEqual([totals.rowsRead, totals.rowsWritten, dropped], [4, 4, []]);
  });

  for (const [v, stays] of [
    ['"a"', true],
    ['" "', true],
    ['0', true],
    ['-0', true],
    ['false', true],
    ['[]', true],
    ['{}', true],
    ['12345678901234567890', true],
    ['""', false],
    ['null', false],
  ] as const) {
    it(`${stays ? 'keeps' : 'drops'} ${v}`, async () => {
      const source = memorySource('x.ndjson', `{"id":1,"v":${v}}`);
      const { totals } = await droppedOf(source, {
        columns: [{ path: 'id' }, { path: 'v', mandatory: true }],
      });
      assert.equal(totals.rowsWritten, stays ? 1 : 0);
      assert.equal(totals.dropped.mandatory, stays ? 0 : 1);
    });
  }

  it('is judged by what its functions make of a record', async () => {
    const source = memorySource('x.ndjson', '{"v":[]}\n{"v":[null]}\n{"v":["a"]}\n{"w":"b"}\n{}');
    const value = { coalesce: [{ join: 'v' }, 'w'] };
    const { totals } = await droppedOf(source, { columns: [{ value, header: 'x', mandatory: true }] });
    assert.deepEqual([totals.rowsWritten, totals.dropped.mandatory], [2, 3]);
  });

  it('tells line, file, the first column without a value, and the reason', async () => {
    const files = [
      memoryFile('a.ndjson', [Buffer.from('{"a":1,"b":1}\n\n{"a":1}\n')]),
      memoryFile('b.ndjson', [Buffer.from('{"b":""}\n{"a":2,"b":""}')]),
    ];
    const columns = [
      { path: 'a', header: 'A', mandatory: true },
      { path: 'c' },
      { path: 'b', header: 'B', mandatory: true },
    ];
    const { totals, dropped } = await droppedOf(sourceOf('x', files), { columns });
    const reason = 'mandatory';
    assert.deepEqual(dropped, [
      { reason, line: 3, file: 'a.ndjson', column: 'B' },
      { reason, line: 1, file: 'b.ndjson', column: 'A' },
      { reason, line: 2, file: 'b.ndjson', column: 'B' },
    ]);
    assert.deepEqual(
      [totals.rowsRead, totals.rowsWritten, totals.dropped],
      [4, 1, { expired: 0, notAMember: 0, mandatory: 3, duplicate: 0 }],
    );
  });

  it('tells the line only, of a segment in one file of CSV', async () => {
    const source = memorySource('x.csv', 'id,name\n1,"x\ny"\n2,\n');
    const columns = [{ path: 'id' }, { path: 'name', mandatory: true }];
    const { dropped } = await droppedOf(source, { columns });
    assert.deepEqual(dropped, [{ reason: 'mandatory', line: 4, column: 'name' }]);
  });

  it('may be the only one, dropped records and all', async () => {
    const source = memorySource('x.csv', 'id,name\n1,\n2,b\n');
    const columns = [{ path: 'name', mandatory: true }];
    assert.equal(await exportText(source, undefined, { columns }), 'name\nb\n');
  });
});
