// The option `bom`.
import assert from 'node:assert/strict';
import { encodeFile } from './encoding';

const begins = (settings: Parameters<typeof encodeFile>[2]) =>
  encodeFile(['a'], [['b']], settings).startsWith('\uFEFFa\n');

describe('bom', () => {
  it('is written once, before everything else', () => {
    assert.equal(encodeFile(['a'], [['b']], { bom: true }), '\uFEFFa\nb\n');
  });

  it('is there by default only where the encoding is recognised by it', () => {
    assert.ok(!begins({}));
    assert.ok(begins({ encoding: 'utf-16le' }));
    assert.ok(!begins({ encoding: 'utf-16le', bom: false }));
  });

  it('is never in JSON, as RFC 8259 wants', () => {
    assert.equal(encodeFile(['a'], [['b']], { type: 'json', bom: true }), '{"a":"b"}\n');
  });
});
