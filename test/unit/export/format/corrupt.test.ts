// The option `corrupt`: values that would break their row are refused where they are, or written on demand.
import assert from 'node:assert/strict';
import { JsonText } from '../../../../src/export/cells';
import { CorruptingValue } from '../../../../src/export/corrupt';
import { exportHead } from '../../../../src/export/head';
import type { FormatSettings } from '../../../../src/model/format';
import { exportText, planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { encode, encodeFile } from './encoding';

const unquoted = { quote: '' } as const;

describe('corrupt', () => {
  const folder = temporaryFolder();

  for (const [harm, value] of [
    ['delimiter', 'Doe,John'],
    ['lineBreak', 'Doe\nJohn'],
    ['lineBreak', 'Doe\rJohn'],
  ] as const) {
    it(`refuses ${JSON.stringify(value)} where nothing is quoted, and writes it when allowed`, () => {
      assert.throws(() => encode([['a', value]], unquoted), { code: 'corrupting-value', harm, line: 1 });
      assert.equal(encode([['a', value]], { ...unquoted, corrupt: 'allow' }), `a,${value}\n`);
      assert.equal(encode([['a', value]]), `a,"${value}"\n`);
    });
  }

  it('refuses a blank line where nothing is quoted', () => {
    for (const value of ['', null]) {
      assert.throws(() => encode([['a'], [value]], unquoted), { harm: 'blankLine', line: 2 });
    }
    assert.equal(encode([['a'], ['']], { ...unquoted, corrupt: 'allow' }), 'a\n\n');
    assert.equal(encode([['a'], [null]], { ...unquoted, nullOutput: 'NULL' }), 'a\nNULL\n');
  });

  it('refuses what booleans, JSON and null are written as, too', () => {
    for (const cell of [true, null, new JsonText('[1,2]')]) {
      const settings = { ...unquoted, trueOutput: 'a,b', nullOutput: 'c,d' };
      assert.throws(() => encode([[cell, 'x']], settings), { harm: 'delimiter' });
    }
  });

  it('names the line; header and value are told in the excerpt only, which is never logged', () => {
    assert.throws(
      () =>
        encode(
          [
            ['a', 'b'],
            ['c', `secret,${'x'.repeat(100)}`],
          ],
          unquoted,
        ),
      (error) => {
        assert.ok(error instanceof CorruptingValue);
        assert.equal(error.line, 2);
        assert.equal(error.header, 'column 2');
        assert.match(error.message, /^A value of the record at line 2 cannot be written/);
        assert.doesNotMatch(error.message, /secret|column 2/);
        assert.equal(error.excerpt, `column 2: secret,${'x'.repeat(53)}`);
        return true;
      },
    );
  });

  it('counts the values that break their row where that is allowed', async () => {
    const source = folder.write('broken.ndjson', '{"a":"x,y","b":"z\\n"}\n{"a":" w, ","b":"\\tv\\n"}\n');
    const count = async (format: FormatSettings) =>
      (await (await planOf(source, format)).scan()).corruptingValues;
    assert.equal(await count({ quote: '', corrupt: 'allow' }), 4);
    assert.equal(await count({ preset: 'adobe' }), 2);
    assert.equal(await count({ corrupt: 'allow' }), 0);
    assert.equal(await count({ type: 'json', quote: '', corrupt: 'allow' }), 0);
  });

  it('refuses a header, which has no line', () => {
    assert.throws(() => encodeFile(['a,b', 'c'], [], unquoted), {
      message: /^A header cannot be written/,
      line: undefined,
      excerpt: 'a,b',
    });
    assert.equal(encodeFile(['a,b', 'c'], [[1, 2]], { ...unquoted, header: false }), '1,2\n');
  });

  it('counts lines of the segment file, and stops a dry run there, but not a preview of what is before', async () => {
    const source = folder.write('lines.ndjson', '{"a":1,"b":"x"}\n\n\n{"a":2,"b":"y,z"}\n');
    const planned = await planOf(source, unquoted);
    await assert.rejects(planned.scan(), { code: 'corrupting-value', line: 4, header: 'b' });
    const head = await exportHead(planned, 1);
    assert.equal(Buffer.from(head.bytes).toString(), 'a,b\n1,x\n');
    assert.equal(await exportText(source, { preset: 'adobe' }), 'a,b\n1,x\n2,y,z\n');
  });
});
