// The count of texts that a spreadsheet would run.
import assert from 'node:assert/strict';
import type { FormatSettings } from '../../../src/model/format';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';

/** Seven of these texts begin as formulas do; `- ` and ` =` only with or without the spaces before them. */
const texts = ['=1+1', '+49 30', '-5', '@x', '\tx', '\r', '＝1', ' =1', 'a=b', "'=x", '', ' '];
const source = memorySource(
  'x.ndjson',
  texts.map((v) => JSON.stringify({ v, n: -5, list: ['=1'], b: true, z: null })).join('\n'),
);

describe('texts that look like formulas', () => {
  const formulas = async (format: FormatSettings, definition?: object) =>
    (await (await planOf(source, format, definition)).scan()).formulas;

  for (const [format, count] of [
    [{}, 7],
    [{ type: 'tsv' }, 7],
    [{ quoteMode: 'all' }, 7],
    [{ formulaGuard: true }, 0],
    [{ formulaGuard: true, trim: 'both' }, 0],
    // Without the white space before it ` =1` is one, and `\tx` and `\r` are none.
    [{ trim: 'leading' }, 6],
    [{ trim: 'both' }, 6],
    // What is white space to its end is empty.
    [{ trim: 'trailing' }, 6],
    [{ type: 'json' }, 0],
  ] as const) {
    it(`are ${count} with ${JSON.stringify(format)}`, async () =>
      assert.equal(await formulas(format), count));
  }

  it('are those of chosen columns, as their functions make them', async () => {
    assert.equal(await formulas({}, { columns: [{ path: 'n' }] }), 0);
    assert.equal(await formulas({}, { columns: [{ value: { join: 'list' } }] }), texts.length);
    assert.equal(await formulas({}, { columns: [{ path: '=v' }, { path: 'v' }] }), 7);
  });

  it('are not those of records that are dropped', async () => {
    const columns = [{ path: 'v' }, { path: 'z', mandatory: true }];
    assert.equal(await formulas({}, { columns }), 0);
    assert.equal(await formulas({}, { deduplicate: { keys: ['n'] } }), 1);
  });
});
