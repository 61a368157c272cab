// Text is the same however its bytes are cut, and a bad byte is told with its line, wherever the cuts are.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../src/segment/decode';
import type { Encoding } from '../../../src/model/sourceOptions';
import { cut, memoryFile, utf16be } from './memory';

async function text(pieces: readonly Uint8Array[], encoding?: Encoding): Promise<string> {
  let all = '';
  for await (const piece of decode(memoryFile('x', pieces).read(), encoding)) all += piece;
  return all;
}

/** Every way to cut bytes once, the whole, and each byte alone. */
function someCuts(bytes: Buffer): Uint8Array[][] {
  return [[bytes], cut(bytes, [...bytes.keys()]), ...[...bytes.keys()].map((at) => cut(bytes, [at]))];
}

const written = {
  'utf-8': (value: string) => Buffer.from(value),
  'utf-16le': (value: string) => Buffer.from(value, 'utf16le'),
  'utf-16be': utf16be,
} as const;
const encodings = Object.keys(written) as Encoding[];

describe('decode', () => {
  for (const encoding of encodings) {
    it(`reads ${encoding} however it is cut, with its mark and, when it is named, without`, async () => {
      const string = fc.string({ unit: 'grapheme' }).map((value) => `a${value}`);
      await fc.assert(
        fc.asyncProperty(string, fc.array(fc.nat(), { maxLength: 10 }), async (value, at) => {
          assert.equal(await text(cut(written[encoding](`\uFEFF${value}`), at)), value);
          assert.equal(await text(cut(written[encoding](value), at), encoding), value);
        }),
      );
    });
  }

  it('takes only the first character for a mark', async () => {
    for (const encoding of encodings) {
      const bytes = written[encoding]('\uFEFF\uFEFFa\uFEFF');
      for (const pieces of someCuts(bytes)) assert.equal(await text(pieces), '\uFEFFa\uFEFF');
    }
  });

  for (const [what, bytes, code, line] of [
    ['a byte of Latin-1', Buffer.from('é\n\uFFFD\ncaf\xe9 \n', 'latin1'), 'not-utf8', 1],
    [
      'a byte of Latin-1 below',
      Buffer.concat([Buffer.from('é\n\uFFFD\ncaf'), Buffer.from([0xe9, 0x0a])]),
      'not-utf8',
      3,
    ],
    ['a stray continuation', Buffer.concat([Buffer.from('😀\n'), Buffer.from([0x80, 0x0a])]), 'not-utf8', 2],
    ['an overlong form', Buffer.concat([Buffer.from('a\n\n'), Buffer.from([0xc0, 0x80])]), 'not-utf8', 3],
    ['a cut character', Buffer.from('a\n😀').subarray(0, -1), 'not-utf8', 2],
    ['half a code unit', Buffer.from('\uFEFFa\nb', 'utf16le').subarray(0, -1), 'not-utf16', 2],
    ['half a pair at the end', Buffer.from('\uFEFFa\n\uD83D', 'utf16le'), 'not-utf16', 2],
    ['half a pair inside', Buffer.from('\uFEFFa\n\uDE00b\n', 'utf16le'), 'not-utf16', 2],
    ['half a pair, big-endian', utf16be('\uFEFF\n\na\uD83Db\n'), 'not-utf16', 3],
    ['UTF-16 without a mark', Buffer.from('ab', 'utf16le'), 'unmarked-utf16', undefined],
    ['UTF-16 without a mark, big-endian', utf16be('ab'), 'unmarked-utf16', undefined],
  ] as const) {
    it(`refuses ${what}, however it is cut`, async () => {
      for (const pieces of someCuts(bytes)) {
        await assert.rejects(text(pieces), { code, ...(line !== undefined && { line }) });
      }
    });
  }

  it('tells the line of a bad byte far into a large piece', async () => {
    const good = Buffer.from('é\n'.repeat(1_000_000));
    await assert.rejects(text([good, Buffer.from([0xff]), good]), { line: 1_000_001 });
    await assert.rejects(text([Buffer.concat([good, Buffer.from([0xff]), good])]), { line: 1_000_001 });
  });
});
