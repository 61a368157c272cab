// The options of a segment file: what is taken, and what is refused for which reason.
import assert from 'node:assert/strict';
import { readSourceOptions } from '../../../src/model/sourceOptions';

describe('source options', () => {
  for (const options of [
    {},
    { format: 'ndjson', encoding: 'utf-16be' },
    { format: 'csv', delimiter: '::', header: false },
    { format: 'tsv', delimiter: '\t' },
    { delimiter: ';' },
  ]) {
    it(`take ${JSON.stringify(options)}`, () => assert.deepEqual(readSourceOptions(options), options));
  }

  for (const [options, reason] of [
    [{ format: 'xlsx' }, /ndjson, json, csv, tsv/],
    [{ encoding: 'latin1' }, /utf-8, utf-16le, utf-16be/],
    [{ delimiter: '' }, /at least one character/],
    [{ delimiter: '"' }, /no quote/],
    [{ delimiter: 'a\n' }, /line break/],
    [{ delimiter: '\r' }, /line break/],
    [{ header: 'no' }, /true or false/],
    [{ headers: true }, /not known/],
    ['csv', /not known/],
    [{ format: 'json', delimiter: ',' }, /neither a delimiter/],
    [{ format: 'ndjson', header: true }, /nor a header/],
    [{ format: 'tsv', delimiter: ',' }, /TSV is a tab/],
  ] as const) {
    it(`refuse ${JSON.stringify(options)}`, () =>
      assert.throws(() => readSourceOptions(options), { code: 'invalid-source-options', message: reason }));
  }
});
