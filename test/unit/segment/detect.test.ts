// What a beginning and a name are taken for, and that options go before both.
import assert from 'node:assert/strict';
import { detectLayout } from '../../../src/segment/detect';
import type { SourceOptions } from '../../../src/model/sourceOptions';

describe('detectLayout', () => {
  const layoutOf = (head: string, name: string, options: SourceOptions = {}): string => {
    const layout = detectLayout(head, name, options);
    return layout.kind === 'delimited' ? layout.delimiter : layout.kind;
  };

  for (const [head, name, expected] of [
    ['{"a":1}\n{"a":2}', 'x.ndjson', 'lines'],
    ['{"a":1}\n{"a":2}', 'x.json', 'lines'],
    ['{"a":1}\n{"a":2}', 'x.txt', 'lines'],
    ['{"a":1}\n{"a":2}', 'x', 'lines'],
    ['{"a":1}\r\n{"a":2}', 'x.csv', 'lines'],
    ['\n \n{"a":1}', 'x.json.gz', 'lines'],
    ['{"a":1}{"a":2}\n', 'x.json', 'objects'],
    ['{"a":1}\r{"a":2}', 'x.ndjson', 'lines'],
    ['{"a":1}\r{"a":2}', 'x.json', 'objects'],
    ['{\n"a":1}\n{"a":2}', 'x.json', 'objects'],
    ['{\n"a":1}\n{"a":2}', 'x.jsonl', 'objects'],
    ['{"a":{"b":1}\n,"c":2}', 'x.json', 'objects'],
    ['{"a": oops}\n{"a":1}', 'x.ndjson', 'lines'],
    [' \n[\n{"a":1}]', 'x.ndjson', 'objects'],
    ['[{"a":1}]', 'x.csv', 'objects'],
    ['[]', 'x', 'objects'],
    ['7\n', 'x.ndjson', 'lines'],
    ['7\n', 'x.json', 'objects'],
    ['', 'x.ndjson', 'lines'],
    ['', 'x.csv', ','],
    ['a\n1', 'x.csv', ','],
    ['a;b\n1;2,3,4', 'x.csv', ';'],
    ['a|b|c,d\n', 'x.csv', '|'],
    ['a\tb\n', 'x.csv', '\t'],
    ['a\tb,c,d\n', 'x.tsv', '\t'],
    ['a,b\n', 'x.tsv', ','],
    ['a,b;c\n', 'x.txt', ','],
    ['"x,y,z";b\n', 'x', ';'],
    ['"x,""y"",\nz";b\n', 'x', ';'],
    ['\r\na;b\n1,2,3', 'x', ';'],
    ['a;b\r1,2,3', 'x', ';'],
    ['[id];[name]\n', 'x.csv', ';'],
    ['{id};b\n', 'x.csv', ';'],
  ] as const) {
    it(`takes ${JSON.stringify(head)} in ${name} for ${JSON.stringify(expected)}`, () =>
      assert.equal(layoutOf(head, name), expected));
  }

  for (const [options, expected] of [
    [{ format: 'ndjson' }, 'lines'],
    [{ format: 'json' }, 'objects'],
    [{ format: 'csv' }, '|'],
    [{ format: 'tsv' }, '\t'],
    [{ format: 'csv', delimiter: '::' }, '::'],
    [{ delimiter: ';' }, ';'],
    [{ header: false }, '|'],
  ] as const) {
    it(`goes by the options ${JSON.stringify(options)}`, () =>
      assert.equal(layoutOf('{"a"|1}', 'x.json', options), expected));
  }

  it('takes a carriage return for a line end only where the first line ends with one alone', () => {
    const lone = (head: string) => {
      const layout = detectLayout(head, 'x.csv');
      return layout.kind === 'delimited' && layout.loneCarriageReturns;
    };
    assert.deepEqual(['a,b\r1,2', 'a,b\r\n1,2', 'a,b\n1\r,2', 'a,b'].map(lone), [true, false, false, false]);
    assert.deepEqual(['"a\n",b\r1,2', '"a\r",b\n1,2', '\r\ra\r1'].map(lone), [true, false, true]);
  });
});
