// The option `header`.
import assert from 'node:assert/strict';
import { exportText } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { encodeFile } from './encoding';

describe('header', () => {
  const folder = temporaryFolder();

  it('is the first row, quoted as values are', () => {
    assert.equal(encodeFile(['a', 'b,c'], [[1, 2]]), 'a,"b,c"\n1,2\n');
  });

  it('may be left out', () => {
    assert.equal(encodeFile(['a', 'b,c'], [[1, 2]], { header: false }), '1,2\n');
    assert.equal(encodeFile(['a'], [], { header: false }), '');
    assert.equal(encodeFile(['a'], [[1]], { header: false, bom: true }), '\uFEFF1\n');
  });

  it('is made of dots as of other characters when the keys of records hold some (trap 9)', async () => {
    const source = folder.write('dots.ndjson', '{"a.b":1,"c":{"d":2}}\n');
    assert.equal(await exportText(source), 'a_b,c_d\n1,2\n');
  });
});
