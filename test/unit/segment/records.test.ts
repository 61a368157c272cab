// What each kind of segment file is read as, and what is said when it is not one.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { appendFileSync } from 'node:fs';
import { Failure } from '../../../src/model/failure';
import { readRecords } from '../../../src/segment/records';
import { allRecords } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

describe('records', () => {
  const folder = temporaryFolder();
  const values = async (name: string, content: string | Uint8Array) =>
    (await allRecords(folder.write(name, content))).map(({ line, value }) => [line, value]);
  const failure = async (name: string, content: string | Uint8Array): Promise<Failure> => {
    const error: unknown = await allRecords(folder.write(name, content)).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Failure, `${name} was read, or failed with ${String(error)}`);
    return error;
  };

  it('reads NDJSON by line, past blank lines, a byte-order mark and CRLF', async () => {
    assert.deepEqual(await values('a.ndjson', '\uFEFF{"a":1}\r\n\r\n{"a":2}'), [
      [1, { a: 1 }],
      [3, { a: 2 }],
    ]);
  });

  it('reads a JSON array, with braces, brackets and escapes inside strings', async () => {
    const text = ' [ {"a":"}]\\"{[\\\\"},\n {"b":\n{"c":[1]}} ]\n';
    assert.deepEqual(await values('a.json', text), [
      [1, { a: '}]"{[\\' }],
      [2, { b: { c: [1] } }],
    ]);
    assert.deepEqual(await values('array.ndjson', '[{"a":1}]'), [[1, { a: 1 }]]);
  });

  it('reads objects of several lines, one after the other', async () => {
    assert.deepEqual(await values('b.json', '{"a":\n1}\n{"a":2}'), [
      [1, { a: 1 }],
      [3, { a: 2 }],
    ]);
  });

  it('reads CSV and TSV by their header, with quoted line breaks', async () => {
    assert.deepEqual(await values('a.csv', '\uFEFFa,b\n1,"x\ny"\n,2\n'), [
      [2, { a: '1', b: 'x\ny' }],
      [4, { a: '', b: '2' }],
    ]);
    assert.deepEqual(await values('a.tsv', 'a\tb\r\n1\t2,3\r\n'), [[2, { a: '1', b: '2,3' }]]);
  });

  it('knows gzip by its content, also of several members', async () => {
    const members = Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"a":2}\n')]);
    const expected = [
      [1, { a: 1 }],
      [2, { a: 2 }],
    ];
    assert.deepEqual(await values('a.ndjson.gz', members), expected);
    assert.deepEqual(await values('misnamed.ndjson', members), expected);
    assert.deepEqual(await values('plain.ndjson.gz', '{"a":1}\n{"a":2}'), expected);
  });

  it('says where a line is not JSON, with the text around it', async () => {
    const bad = await failure('bad.ndjson', '{"a":1}\n{"a": oops}\n');
    assert.equal(bad.code, 'not-json');
    assert.match(bad.message, /^Line 2, column 7 /);
    assert.match(bad.excerpt ?? '', /oops/);
    assert.doesNotMatch(bad.message, /oops/);
  });

  for (const [text, place] of [
    ['[{"a":1},]', 'Line 1, column 10'],
    ['[{"a":1}', 'Line 1, column 9'],
    ['[{"a":1} {"a":2}]', 'Line 1, column 10'],
    ['[{"a":1}] {"a":2}', 'Line 1, column 11'],
    ['{"a":1}\n{"a":', 'Line 2, column 6'],
    ['[\n{"a":1},\n{"b":{"c":1}', 'Line 3, column 13'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} at ${place}`, async () => {
      const bad = await failure('bad.json', text);
      assert.equal(bad.code, 'not-json');
      assert.ok(bad.message.startsWith(place), bad.message);
    });
  }

  for (const [code, name, content] of [
    ['not-a-record', 'number.ndjson', '{"a":1}\n7\n'],
    ['not-a-record', 'string.ndjson', '"x"'],
    ['ragged-row', 'ragged.csv', 'a,b\n1,2\n1,2,3\n'],
    ['bad-quotes', 'unclosed.csv', 'a,b\n1,2\n3,"x\n4,5\n'],
    ['bad-quotes', 'stray.csv', 'a,b\n1,"x"y\n'],
    ['duplicate-header', 'twice.csv', 'a,a\n1,2\n'],
    ['unmarked-utf16', 'utf16-no-mark.csv', Buffer.from('a,b\n1,2', 'utf16le')],
    ['not-utf8', 'latin1.ndjson', Buffer.from('{"a":"caf\xe9"}\n', 'latin1')],
    ['not-utf8', 'cut.ndjson', Buffer.from('{"a":"é').subarray(0, -1)],
    ['gzip-cut-short', 'cut.ndjson.gz', gzipSync('{"a":1}\n'.repeat(1000)).subarray(0, 40)],
  ] as const) {
    it(`refuses ${name}: ${code}`, async () => assert.equal((await failure(name, content)).code, code));
  }

  for (const [name, content] of [
    ['empty.ndjson', ''],
    ['blank.ndjson', '\n \n'],
    ['empty.json', '[]'],
    ['empty.csv', ''],
    ['header.csv', 'a,b\n'],
  ] as const) {
    it(`finds no record in ${name}`, async () =>
      assert.deepEqual(await allRecords(folder.write(name, content)), []));
  }

  it('refuses a damaged gzip', async () => {
    const bytes = gzipSync('{"a":1}\n'.repeat(1000));
    bytes.writeUInt32LE(0, bytes.length - 8);
    assert.equal((await failure('damaged.ndjson.gz', bytes)).code, 'bad-gzip');
  });

  it('tells the line of a bad row in a long CSV', async () => {
    const rows = '1,2\n'.repeat(5000);
    assert.match(
      (await failure('long.csv', `a,b\n${rows}1\n${rows}`)).message,
      /line 5002: 1\. .*header: 2\./,
    );
    assert.match((await failure('long2.csv', `a,b\n${rows}1,"x\n${rows}`)).message, /line 5002 /);
  });

  it('notices a file that changes while it is read', async () => {
    const source = folder.write('growing.ndjson', '{"a":1}\n'.repeat(300_000));
    const reading = async () => {
      for await (const batch of readRecords(source)) {
        if (batch[0]?.line === 1) appendFileSync(folder.path('growing.ndjson'), '{"a":2}\n');
      }
    };
    await assert.rejects(reading, { code: 'segment-changed' });
  });

  it('ends at once when it is cancelled', async () => {
    const source = folder.write('cancelled.ndjson', '{"a":1}\n'.repeat(300_000));
    const controller = new AbortController();
    const reading = async () => {
      for await (const batch of readRecords(source, controller.signal)) {
        assert.equal(batch[0]?.line, 1);
        controller.abort();
      }
    };
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
