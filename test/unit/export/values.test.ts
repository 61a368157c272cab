// The functions of columns, on every kind of value that a record can have.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { toCell } from '../../../src/export/cells';
import { valueReader } from '../../../src/export/values';
import { readValue, type ValueSettings } from '../../../src/model/valueSettings';
import { parseRecord } from '../../../src/segment/json';
import { exportText } from '../collect';
import { memorySource } from '../segment/memory';

/** What a value is in a record, as a cell holds it. */
function cell(settings: ValueSettings, record: string): unknown {
  const value = readValue(settings, (why) => new Error(why));
  const found = toCell(valueReader(value, undefined)(parseRecord({ text: record, line: 1, column: 1 })));
  return typeof found === 'object' && found !== null ? found.toString() : found;
}
/** The same, of the value `v` of a record. */
const of = (settings: ValueSettings, v?: string) => cell(settings, v === undefined ? '{}' : `{"v":${v}}`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const digits = '12345678901234567890';

/** What each function makes of `v`. A row without `v` has none. */
const table: readonly {
  readonly v?: string;
  readonly path: unknown;
  readonly join: unknown;
  readonly first: unknown;
  readonly json: unknown;
  /** The text that is hashed. */
  readonly hashed: string | null | undefined;
}[] = [
  { v: '"a"', path: 'a', join: 'a', first: 'a', json: '"a"', hashed: 'a' },
  { v: '""', path: '', join: '', first: '', json: '""', hashed: '' },
  {
    v: '"é\\n\\u0000"',
    path: 'é\n\0',
    join: 'é\n\0',
    first: 'é\n\0',
    json: '"é\\n\\u0000"',
    hashed: 'é\n\0',
  },
  { v: '1', path: 1, join: '1', first: 1, json: '1', hashed: '1' },
  { v: '0', path: 0, join: '0', first: 0, json: '0', hashed: '0' },
  { v: '-0', path: '-0', join: '-0', first: '-0', json: '-0', hashed: '-0' },
  { v: '1.50', path: '1.50', join: '1.50', first: '1.50', json: '1.50', hashed: '1.50' },
  { v: '1e3', path: '1e3', join: '1e3', first: '1e3', json: '1e3', hashed: '1e3' },
  { v: digits, path: digits, join: digits, first: digits, json: digits, hashed: digits },
  { v: 'true', path: true, join: 'true', first: true, json: 'true', hashed: 'true' },
  { v: 'false', path: false, join: 'false', first: false, json: 'false', hashed: 'false' },
  { v: 'null', path: null, join: null, first: null, json: null, hashed: null },
  { path: undefined, join: undefined, first: undefined, json: undefined, hashed: undefined },
  { v: '[]', path: '[]', join: '', first: undefined, json: '[]', hashed: '[]' },
  { v: '[null]', path: '[null]', join: '', first: undefined, json: '[null]', hashed: '[null]' },
  { v: '[null,"a"]', path: '[null,"a"]', join: 'a', first: 'a', json: '[null,"a"]', hashed: '[null,"a"]' },
  {
    v: `["a",null,"",${digits},true,[1,2],{"x":1.0}]`,
    path: `["a",null,"",${digits},true,[1,2],{"x":1.0}]`,
    join: `a,,${digits},true,[1,2],{"x":1.0}`,
    first: 'a',
    json: `["a",null,"",${digits},true,[1,2],{"x":1.0}]`,
    hashed: `["a",null,"",${digits},true,[1,2],{"x":1.0}]`,
  },
  { v: '[[1],2]', path: '[[1],2]', join: '[1],2', first: '[1]', json: '[[1],2]', hashed: '[[1],2]' },
  {
    v: `{"a":[${digits}],"b":null}`,
    path: `{"a":[${digits}],"b":null}`,
    join: `{"a":[${digits}],"b":null}`,
    first: `{"a":[${digits}],"b":null}`,
    json: `{"a":[${digits}],"b":null}`,
    hashed: `{"a":[${digits}],"b":null}`,
  },
];

describe('a function', () => {
  for (const { v, hashed, ...cells } of table) {
    it(`of ${v ?? 'a missing value'}`, () => {
      const { path, join, first, json } = cells;
      assert.deepEqual(
        {
          path: of('v', v),
          join: of({ join: 'v' }, v),
          first: of({ first: 'v' }, v),
          json: of({ json: 'v' }, v),
        },
        { path, join, first, json },
      );
      assert.equal(of({ sha256: 'v' }, v), hashed ? sha256(hashed) : hashed);
    });
  }

  it('may be nested', () => {
    const record = '{"emails":[null,{"a":" ANNA@Example.com "},{"a":"b"}],"tags":["x","y"]}';
    assert.equal(
      cell({ sha256: { coalesce: ['nothing', 'emails[1].a'] }, normalise: 'email' }, record),
      sha256('anna@example.com'),
    );
    assert.equal(cell({ json: { first: 'emails' } }, record), '{"a":" ANNA@Example.com "}');
    assert.equal(cell({ json: { join: 'tags', separator: '","' } }, record), '"x\\",\\"y"');
    assert.equal(cell({ sha256: { sha256: { constant: 'abc' } } }, '{}'), sha256(sha256('abc')));
    assert.equal(cell({ join: { first: { constant: null } } }, '{}'), null);
  });
});

describe('a path', () => {
  const record =
    '{"a":{"b":[{"c":1},[2,[3]]],"":4,"0":5,"length":6},"s":"text","n":12345678901234567890,"z":null}';
  for (const [path, value] of [
    ['a.b[0].c', 1],
    ['a.b[1][1][0]', 3],
    ['a.b[1][1]', '[3]'],
    ['a.b[2]', undefined],
    ['a.b.c', undefined],
    ['a.b."0"', undefined],
    ['a.b.length', undefined],
    ['a[0]', undefined],
    ['a.""', 4],
    ['a."0"', 5],
    ['a.length', 6],
    ['s.length', undefined],
    ['s[0]', undefined],
    ['n.text', undefined],
    ['z', null],
    ['z.x', undefined],
    ['a.b.c.d.e', undefined],
  ] as const) {
    it(`${path} is ${String(value)}`, () => assert.equal(cell(path, record), value));
  }

  for (const key of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
    it(`${key} is missing, unless the record has that key`, () => {
      assert.equal(cell(key, '{"a":1}'), undefined);
      assert.equal(cell(`a.${key}`, '{"a":{}}'), undefined);
      assert.equal(cell(`a.${key}.name`, '{"a":{}}'), undefined);
      assert.equal(cell({ coalesce: [key, { constant: 'none' }] }, '{}'), 'none');
      assert.equal(cell(`a.${key}`, `{"a":{"${key}":7}}`), 7);
    });
  }
});

describe('constant', () => {
  for (const value of ['x', '', 0, -1.5, true, false, null]) {
    it(`${JSON.stringify(value)} stands in every row`, () =>
      assert.equal(cell({ constant: value }, '{"constant":9}'), value));
  }
});

describe('join', () => {
  it('has any separator between two elements', () => {
    for (const [separator, text] of [
      ['', 'ab'],
      [' | ', 'a | b'],
      ['\n', 'a\nb'],
      [undefined, 'a,b'],
    ] as const) {
      assert.equal(of({ join: 'v', ...(separator !== undefined && { separator }) }, '["a",null,"b"]'), text);
    }
  });
});

describe('coalesce', () => {
  for (const [record, value] of [
    ['{"a":1,"b":2}', 1],
    ['{"a":null,"b":2}', 2],
    ['{"b":2}', 2],
    ['{"a":"","b":2}', 2],
    ['{"a":false,"b":2}', false],
    ['{"a":0,"b":2}', 0],
    ['{"a":" ","b":2}', ' '],
    ['{"a":[],"b":2}', '[]'],
    [`{"a":${digits},"b":2}`, digits],
    ['{"a":"","b":null}', null],
    ['{"a":null,"b":""}', ''],
    ['{"a":""}', undefined],
    ['{}', undefined],
  ] as const) {
    it(`of a and b in ${record} is ${String(value)}`, () =>
      assert.equal(cell({ coalesce: ['a', 'b'] }, record), value));
  }
});

describe('sha256', () => {
  // FIPS 180-2, appendix B.1 and B.2.
  it('has the known digests', () => {
    assert.equal(
      of({ sha256: 'v' }, '"abc"'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    assert.equal(
      of({ sha256: 'v' }, '"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"'),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  it('is that of the text in UTF-8', () => {
    assert.equal(of({ sha256: 'v' }, '"😀é"'), sha256('\u{1F600}\u00e9'));
  });

  const table = {
    none: [
      [' Anna@Example.com ', ' Anna@Example.com '],
      [' ', ' '],
    ],
    email: [
      ['anna@example.com', 'anna@example.com'],
      [' Anna@Example.COM\t', 'anna@example.com'],
      ['\u00a0ÄNNA@example.com\n', 'änna@example.com'],
      ['a b@example.com', 'a b@example.com'],
      ['anna+news@example.com', 'anna+news@example.com'],
      ['  ', ''],
    ],
    phone: [
      ['+49 30 123456', '+4930123456'],
      ['+49-(30)-123/456', '+4930123456'],
      ['0049 30 123456', '+4930123456'],
      [' 00 49 30 123456', '+4930123456'],
      ['(+49) 30 123456', '+4930123456'],
      ['tel:+49-30-123456', '+4930123456'],
      ['+00 49 30 123456', '+4930123456'],
      ['030 123456', '030123456'],
      ['(555) 010-9999', '5550109999'],
      ['555+1', '5551'],
      ['+', ''],
      ['00', ''],
      ['no phone', ''],
    ],
  } as const;
  for (const [normalise, rows] of Object.entries(table)) {
    for (const [text, hashed] of rows) {
      it(`of ${JSON.stringify(text)}, normalised as ${normalise}, is that of "${hashed}"`, () => {
        const settings = { sha256: 'v', normalise: normalise as keyof typeof table };
        assert.equal(of(settings, JSON.stringify(text)), hashed === '' ? '' : sha256(hashed));
      });
    }
  }

  it('normalises numbers, too', () => {
    assert.equal(of({ sha256: 'v', normalise: 'phone' }, '4930123456'), sha256('4930123456'));
  });
});

describe('columns with functions', () => {
  const definition = {
    columns: [
      { value: { join: 'ids', separator: '|' } },
      { value: { json: 'ids' }, header: 'json' },
      { value: { first: 'ids' }, header: 'first' },
      { value: { constant: true }, header: 'yes' },
      { path: 'none' },
      { value: { coalesce: ['none', 'nil'] }, header: 'nil' },
    ],
  };
  const source = memorySource('x.ndjson', `{"ids":[${digits},"a,b",1.0],"nil":null}\n`);

  it('are written as CSV', async () => {
    assert.equal(
      await exportText(source, { type: 'csv', nullOutput: 'NULL' }, definition),
      'ids,json,first,yes,none,nil\n' +
        `"${digits}|a,b|1.0","[${digits},""a,b"",1.0]",${digits},true,NULL,NULL\n`,
    );
  });

  it('are written as JSON, where what `json` makes is a text', async () => {
    assert.equal(
      await exportText(source, { type: 'json' }, definition),
      `{"ids":"${digits}|a,b|1.0","json":"[${digits},\\"a,b\\",1.0]","first":${digits},"yes":true,"nil":null}\n`,
    );
  });
});
