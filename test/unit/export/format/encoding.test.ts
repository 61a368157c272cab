// The option `encoding`.
import assert from 'node:assert/strict';
import { resolveFormat } from '../../../../src/model/format';
import { exportBytes } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';

describe('encoding', () => {
  const folder = temporaryFolder();
  const source = () => folder.write('text.ndjson', '{"a":"é😀"}\n');

  it('is UTF-8 by default', async () => {
    assert.equal((await exportBytes(source())).toString('hex'), '610ac3a9f09f98800a');
  });

  it('may be UTF-16, little-endian, with its byte order mark', async () => {
    const bytes = await exportBytes(source(), { encoding: 'utf-16le' });
    assert.equal(bytes.toString('hex'), 'fffe61000a00e9003dd800de0a00');
  });

  it('is UTF-8 for JSON, whatever it says', async () => {
    const bytes = await exportBytes(source(), { encoding: 'utf-16le', type: 'json' });
    assert.equal(bytes.toString('utf8'), '{"a":"é😀"}\n');
  });

  it('stands in the Content-Type, as RFC 2781 names it', () => {
    const of = (settings: Parameters<typeof resolveFormat>[0]) => resolveFormat(settings).contentType;
    assert.equal(of({}), 'text/csv; charset=utf-8');
    assert.equal(of({ type: 'tsv', encoding: 'utf-16le' }), 'text/tab-separated-values; charset=utf-16');
    assert.equal(of({ encoding: 'utf-16le', bom: false }), 'text/csv; charset=utf-16le');
    assert.equal(of({ type: 'json', encoding: 'utf-16le' }), 'application/x-ndjson; charset=utf-8');
  });
});
