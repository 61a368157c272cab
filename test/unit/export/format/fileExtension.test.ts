// The option `fileExtension`.
import assert from 'node:assert/strict';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';

const extension = (settings: FormatSettings) => resolveFormat(settings).fileExtension;

describe('fileExtension', () => {
  for (const [settings, expected] of [
    [{}, 'csv'],
    [{ type: 'tsv' }, 'txt'],
    [{ type: 'json' }, 'ndjson'],
    [{ preset: 'excel', type: 'tsv' }, 'txt'],
    [{ preset: 'adobe', type: 'tsv' }, 'csv'],
    [{ preset: 'adobe-sdk', type: 'tsv' }, 'csv'],
    [{ preset: 'adobe', type: 'json' }, 'json'],
    [{ compression: 'gzip' }, 'csv.gz'],
    [{ type: 'tsv', compression: 'zip' }, 'txt.zip'],
    [{ type: 'json', compression: 'gzip' }, 'ndjson.gz'],
    [{ type: 'tsv', fileExtension: 'tsv' }, 'tsv'],
    [{ compression: 'gzip', fileExtension: 'dat' }, 'dat'],
  ] as [FormatSettings, string][]) {
    it(`of ${JSON.stringify(settings)} is ${expected}`, () => assert.equal(extension(settings), expected));
  }
});
