// Traps of csv-stringify that no option's own test is about. The others are named in the tests of the options: 1 in
// booleans, 3 in nullOutput and quoteMode, 4 in quote, 5 in lineEnding, 6 in values, 7 in trim, 8 in formulaGuard, 9 in
// header.
import assert from 'node:assert/strict';
import { Encoder, type Row } from '../../../../src/export/encode';
import { resolveFormat } from '../../../../src/model/format';
import { exportText } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { encode } from './encoding';

describe('traps of csv-stringify', () => {
  const folder = temporaryFolder();

  it('a date would be milliseconds; those of a segment file are texts and stay what they are (trap 2)', async () => {
    const source = folder.write('dates.ndjson', '{"at":"2020-04-08T06:18:04Z","day":"2020-04-08"}\n');
    assert.equal(await exportText(source), 'at,day\n2020-04-08T06:18:04Z,2020-04-08\n');
  });

  it('null, missing and empty values would be alike; each can be told from the others (trap 3)', async () => {
    const source = folder.write('nothing.ndjson', '{"a":null,"b":"","c":1}\n{"b":null,"c":""}\n');
    assert.equal(
      await exportText(source, { quoteMode: 'strings', nullOutput: 'NULL' }),
      '"a","b","c"\nNULL,"",1\nNULL,NULL,""\n',
    );
  });

  it('many rows are written in batches, each once and in order (trap 10)', () => {
    const encoder = new Encoder(resolveFormat({}), ['a', 'b']);
    const rows: Row[] = Array.from({ length: 20_000 }, (_, index) => ({
      line: index + 1,
      cells: [index, 'x,y'],
    }));
    let text = '';
    for (let at = 0; at < rows.length; at += 999) text += encoder.rows(rows.slice(at, at + 999));
    assert.equal(text + encoder.end(), rows.map((_, index) => `${index},"x,y"\n`).join(''));
  });

  it('NaN and infinities would be texts; no segment file has one, with any style of numbers (trap 11)', async () => {
    for (const number of ['NaN', 'Infinity', '-Infinity']) {
      const source = folder.write('nan.ndjson', `{"a":${number}}\n`);
      await assert.rejects(exportText(source), { code: 'not-json' });
    }
    const source = folder.write('huge.ndjson', '{"a":1e999,"b":-1e999}\n');
    assert.equal(await exportText(source), 'a,b\n1e999,-1e999\n');
    assert.equal(await exportText(source, { numberStyle: 'plain' }), 'a,b\n1e999,-1e999\n');
    assert.equal(encode([['NaN', 'Infinity']], { numberStyle: 'plain' }), 'NaN,Infinity\n');
  });
});
