// The aws-chunked coding by hand, well made and badly made.
import { type RawRequest } from './raw';

export interface ChunkedBody {
  readonly chunks: readonly Uint8Array[];
  /** Like `x-amz-checksum-crc32:AAAAAA==`; left out for a body without trailers. */
  readonly trailer?: string;
  /** Leaves out the SDK's own header that names the algorithm of the trailer. */
  readonly plain?: boolean;
  /** Signs every chunk and the trailer. */
  readonly signed?: boolean;
  /** Number of a chunk to be given a wrong signature; the trailer comes after the last, empty chunk. */
  readonly badSignature?: number;
}

const WRONG = '0'.repeat(64);

function payloadName({ signed, trailer }: ChunkedBody): string {
  if (!signed) return 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  return `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer === undefined ? '' : '-TRAILER'}`;
}

/** A put whose body is coded so. */
export function chunkedPut(key: string, body: ChunkedBody): RawRequest {
  const { chunks, trailer, plain, signed, badSignature } = body;
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return {
    method: 'PUT',
    key,
    payloadHash: payloadName(body),
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(length),
      ...(trailer !== undefined && {
        'x-amz-trailer': trailer.split(':')[0] ?? '',
        // As the SDK says it; other clients do not.
        ...(!plain && { 'x-amz-sdk-checksum-algorithm': 'CRC32' }),
      }),
    },
    encode: (signer, seed) => {
      const out: Uint8Array[] = [];
      let previous = seed;
      for (const [number, chunk] of [...chunks, new Uint8Array()].entries()) {
        previous = signer.chunkSignature(previous, chunk);
        const extension = signed ? `;chunk-signature=${number === badSignature ? WRONG : previous}` : '';
        out.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk);
        if (chunk.length > 0) out.push(Buffer.from('\r\n'));
      }
      if (trailer !== undefined) out.push(Buffer.from(`${trailer}\r\n`));
      if (trailer !== undefined && signed) {
        const good = signer.trailerSignature(previous, `${trailer}\n`);
        const signature = badSignature === chunks.length + 1 ? WRONG : good;
        out.push(Buffer.from(`x-amz-trailer-signature:${signature}\r\n`));
      }
      out.push(Buffer.from('\r\n'));
      return Buffer.concat(out);
    },
  };
}
