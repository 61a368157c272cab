// A record is what its JSON says: numbers as they stand there, every key its own, and a limit to nesting.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxDepth, parseRecord } from '../../../src/segment/json';
import { NumberText } from '../../../src/segment/numberText';
import type { JsonValue, RecordValue } from '../../../src/segment/records';
import { exportText } from '../collect';
import { memorySource } from './memory';

const parse = (text: string): RecordValue => parseRecord({ text, line: 1, column: 1 });

/** JSON without blanks. */
function write(value: JsonValue): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${write(child)}`);
  return `{${fields.join(',')}}`;
}

describe('parseRecord', () => {
  for (const lexeme of [
    '0',
    '-1',
    '1.5',
    '-0.25',
    '999999999999999',
    '1.23456789012345',
    '0.000001',
    '0.1428571428571428',
    '-2.5e-7',
  ]) {
    it(`reads ${lexeme} as a number`, () => assert.equal(parse(`{"a": ${lexeme}}`)['a'], Number(lexeme)));
  }

  for (const lexeme of [
    '9007199254740993',
    '-12345678901234567890',
    '1.50',
    '1.0',
    '0.0',
    '-0',
    '-0.0',
    '1e3',
    '1E+3',

    '0.0000001',
    '1.2345678901234567890',
    '123456789.123456789',
    '0.10000000000000000001',
    '1e400',
  ]) {
    it(`keeps ${lexeme} as it stands`, () => {
      for (const text of [`{"a":${lexeme}}`, `{"b":1, "a" : ${lexeme} }`, `{"a":\t${lexeme}\n,"b":2.5}`]) {
        assert.deepEqual(parse(text)['a'], new NumberText(lexeme), text);
      }
      assert.deepEqual(parse(`{"a":[1,${lexeme},"x"]}`)['a'], [1, new NumberText(lexeme), 'x']);
    });
  }

  it('leaves numbers in strings alone', () => {
    const text = '{"a":"b: 1.50, [1e3] ","c":"\\",-0","d":1.25}';
    assert.deepEqual(parse(text), JSON.parse(text));
  });

  it('loses nothing of any number, key or string, in any place', () => {
    const digits = fc.stringMatching(/^[0-9]{1,20}$/);
    const lexeme = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9][0-9]{0,20}$/)),
        fc.oneof(
          fc.constant(''),
          digits.map((text) => `.${text}`),
          fc.constantFrom('.0', '.00', '.50'),
        ),
        fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.stringMatching(/^[eE][+-]?[0-9]{1,3}$/)),
      )
      .map((parts) => parts.join(''));
    const string = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(': 1.50,', '"1e3"', '\\', '[-0]'));
    // A key that is a whole number comes first in a JavaScript object, whatever its place in the text.
    const key = fc
      .oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '', 'a.b', 'length'))
      .filter((name) => !/^\d+$/.test(name));
    const { object } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        lexeme,
        string.map((text) => JSON.stringify(text)),
        fc.constantFrom('true', 'false', 'null'),
        tie('array'),
        tie('object'),
      ),
      array: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      object: fc
        .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 5, selector: ([name]) => name })
        .map(
          (fields) =>
            `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value as string}`).join(',')}}`,
        ),
    }));
    fc.assert(
      fc.property(object, (text) => assert.equal(write(parse(text)), text)),
      { numRuns: 2000 },
    );
  });

  it('takes the last value of a key that occurs twice, with any number beside it', () => {
    for (const beside of ['1', '1.50']) {
      const {
        a,
        x,
        __proto__: own,
      } = parse(`{"a":1,"x":{"y":1},"a":2,"x":{"z":3},"__proto__":4,"__proto__":5,"n":${beside}}`);
      assert.deepEqual([a, x, own], [2, { z: 3 }, 5]);
    }
  });

  it('keeps __proto__, constructor, the empty key and dots as keys of their own', async () => {
    const record = '{"__proto__":{"x":1},"constructor":2,"":3,"a.b":4.0}';
    const value = parse(record);
    assert.deepEqual(Object.keys(value), ['__proto__', 'constructor', '', 'a.b']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(
      await exportText(memorySource('x.json', record)),
      '__proto___x,constructor,,a_b\n1,2,3,4.0\n',
    );
    const csv = memorySource('x.csv', '__proto__,constructor,\n1,2,3\n');
    assert.equal(await exportText(csv), '__proto__,constructor,\n1,2,3\n');
  });

  it('writes the numbers of the source, also inside arrays', async () => {
    const source = memorySource(
      'x.ndjson',
      '{"a":1.50,"b":-0,"c":[1.0,{"d":1e3}],"e":12345678901234567890}\n',
    );
    assert.equal(await exportText(source), 'a,b,c,e\n1.50,-0,"[1.0,{""d"":1e3}]",12345678901234567890\n');
  });

  it('reads deep nesting, and refuses what is deeper than any record', async () => {
    const nested = (depth: number, open: string, close: string) =>
      `{"a":${open.repeat(depth - 1)}1${close.repeat(depth - 1)}}`;
    const arrays = nested(maxDepth, '[', ']');
    assert.equal(write(parse(arrays)), arrays);
    assert.equal((await exportText(memorySource('x.json', arrays))).length > maxDepth, true);
    assert.equal(parse(`{"a":"${'[{'.repeat(maxDepth)}\\"["}`)['a'], `${'[{'.repeat(maxDepth)}"[`);
    for (const text of [
      nested(maxDepth + 1, '[', ']'),
      nested(100_000, '[', ']'),
      nested(100_000, '{"a":', '}'),
      nested(100_000, '[1.50,', ']'),
      `{"a":${'['.repeat(100_000)}`,
      `{"a":1.0,${'{'.repeat(100_000)}`,
    ]) {
      for (const name of ['x.ndjson', 'x.json']) {
        await assert.rejects(exportText(memorySource(name, `{"a":1}\n${text}`)), {
          code: 'too-deep',
          line: 2,
        });
      }
    }
  });
});
