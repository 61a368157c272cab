// The option `type`, and JSON above all: the others are CSV by another delimiter.
import assert from 'node:assert/strict';
import { readDestination } from '../../../../src/model/destination';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';
import { exportText } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { encodeFile } from './encoding';

describe('type', () => {
  const folder = temporaryFolder();

  it('is csv by default, and need not be given', () => {
    assert.equal(readDestination('acme', { bucket: 'acme', format: {} }).format.type, 'csv');
    assert.equal(readDestination('acme', { bucket: 'acme', format: { type: 'tsv' } }).format.type, 'tsv');
  });

  it('is told to the editor as a language that VS Code knows', () => {
    const language = (type: 'csv' | 'tsv' | 'json') => resolveFormat({ type }).languageId;
    assert.deepEqual([language('csv'), language('tsv'), language('json')], ['csv', 'tsv', 'jsonl']);
  });

  it('json writes one object a line, with the headers as keys', async () => {
    const source = folder.write(
      'people.ndjson',
      '{"person":{"name":"é \\"x\\"\\n"},"ids":[12345678901234567890,{"a":null}],"n":1.5}\n' +
        '{"person":{"name":null},"empty":{},"yes":true,"big":12345678901234567890}\n',
    );
    assert.equal(
      await exportText(source, { type: 'json' }),
      '{"person_name":"é \\"x\\"\\n","ids":[12345678901234567890,{"a":null}],"n":1.5}\n' +
        '{"person_name":null,"yes":true,"big":12345678901234567890}\n',
    );
  });

  it('json is not changed by what CSV is written by', () => {
    const row = [' =a,b ', '', null, true];
    const settings: FormatSettings = {
      type: 'json',
      quoteMode: 'all',
      trim: 'both',
      ...{ delimiter: '|', quote: "'", escape: '\\', header: true, bom: true },
      ...{ nullOutput: 'NULL', emptyOutput: 'EMPTY', trueOutput: 'Y', formulaGuard: true },
    };
    const text = '{"a":" =a,b ","b":"","c":null,"d":true}\n';
    assert.equal(encodeFile(['a', 'b', 'c', 'd'], [row], settings), text);
    assert.equal(encodeFile(['a', 'b', 'c', 'd'], [row], { type: 'json', preset: 'adobe' }), text);
  });
});
