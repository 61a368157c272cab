// The figures of a file do not depend on how its bytes come in.
import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { crc32Combine } from '../../../src/export/crc32Combine';
import { Digest } from '../../../src/export/digest';

const bytes = fc.uint8Array({ maxLength: 3000 });

describe('crc32Combine', () => {
  it('is the checksum of both runs, of any lengths', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        assert.equal(crc32Combine(crc32(a), crc32(b), b.length), crc32(b, crc32(a)));
      }),
    );
  });

  it('takes runs as long as parts', () => {
    for (const length of [5 * 1024 ** 2, 2 ** 24, 2 ** 25 + 1]) {
      const [a, b] = [Buffer.from('before'), Buffer.alloc(length, 'after')];
      assert.equal(crc32Combine(crc32(a), crc32(b), length), crc32(b, crc32(a)));
    }
  });

  it('takes lengths that no 32 bits hold', () => {
    const GiB = 1024 ** 3;
    let [zeros, length] = [crc32(Buffer.alloc(1024)), 1024];
    for (; length < 2 * GiB; length *= 2) zeros = crc32Combine(zeros, zeros, length);
    const before = crc32('before');
    const stepByStep = [1, 2, 3].reduce((whole) => crc32Combine(whole, zeros, length), before);
    const six = crc32Combine(crc32Combine(zeros, zeros, length), zeros, length);
    assert.equal(crc32Combine(before, six, 6 * GiB), stepByStep);
  });
});

describe('a digest', () => {
  it('has the same figures of parts as of pieces, and each part’s own checksum', () => {
    fc.assert(
      fc.property(fc.array(bytes), (parts) => {
        const [inPieces, inParts] = [new Digest(), new Digest()];
        for (const part of parts) {
          inPieces.update(part);
          const alone = new Digest();
          alone.update(part);
          assert.equal(inParts.updatePart(part), alone.figures().crc32);
        }
        assert.deepEqual(inParts.figures(), inPieces.figures());
      }),
    );
  });
});
