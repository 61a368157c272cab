// The aws-chunked coding of request bodies: sized chunks, each perhaps signed, and perhaps trailing headers. Decodes
// while the body streams through. Source: "Transferring Payload in Multiple Chunks" in the S3 API reference.
import { createHash } from 'node:crypto';
import { type ChunkChain } from './authentication';
import { S3Error } from './errors';

const MIN_CHUNK_BYTES = 8192;
const MAX_LINE_BYTES = 8192;
const CRLF = '\r\n';

/** Reads lines and runs of bytes from a stream of buffers. */
class ByteReader {
  #rest: Buffer = Buffer.alloc(0);

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  private async pull(): Promise<Buffer> {
    const next = await this.source.next();
    if (next.done) throw new S3Error('IncompleteBody');
    return next.value;
  }

  /** At least one byte and at most `max`. */
  async some(max: number): Promise<Buffer> {
    if (this.#rest.length === 0) this.#rest = await this.pull();
    const piece = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** The text up to the end of the line, which is taken away. */
  async line(): Promise<string> {
    let end = this.#rest.indexOf(CRLF);
    while (end < 0) {
      if (this.#rest.length > MAX_LINE_BYTES) throw new S3Error('IncompleteBody');
      this.#rest = Buffer.concat([this.#rest, await this.pull()]);
      end = this.#rest.indexOf(CRLF);
    }
    const text = this.#rest.toString('latin1', 0, end);
    this.#rest = this.#rest.subarray(end + CRLF.length);
    return text;
  }
}

function parseChunkHeader(line: string): { size: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match) throw new S3Error('IncompleteBody');
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

export interface ChunkOptions {
  /** Given when the chunks are signed: the signature of each is checked at its end. */
  readonly chain?: ChunkChain | undefined;
  /** Receives the trailing headers once the body is through. */
  readonly onTrailer: (trailer: ReadonlyMap<string, string>) => void;
}

/** The body without its chunking. Throws `IncompleteBody`, `SignatureDoesNotMatch`, `InvalidChunkSizeError`. */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  { chain, onTrailer }: ChunkOptions,
): AsyncGenerator<Buffer, void> {
  const reader = new ByteReader(source[Symbol.asyncIterator]());
  let previous = chain?.seed ?? '';
  for (let size = -1, before = MIN_CHUNK_BYTES; size !== 0; before = size) {
    const header = parseChunkHeader(await reader.line());
    size = header.size;
    if (size > 0 && before < MIN_CHUNK_BYTES) throw new S3Error('InvalidChunkSizeError');
    const hash = createHash('sha256');
    for (let left = size; left > 0;) {
      const piece = await reader.some(left);
      left -= piece.length;
      if (chain) hash.update(piece);
      yield piece;
    }
    if (size > 0 && (await reader.line()) !== '') throw new S3Error('IncompleteBody');
    if (chain && !chain.signer.acceptsChunk(previous, hash.digest('hex'), header.signature)) {
      throw new S3Error('SignatureDoesNotMatch');
    }
    previous = header.signature;
  }
  onTrailer(await readTrailer(reader, chain, previous));
}

async function readTrailer(
  reader: ByteReader,
  chain: ChunkChain | undefined,
  previous: string,
): Promise<ReadonlyMap<string, string>> {
  const trailer = new Map<string, string>();
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const [, name, value] = /^([^:]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new S3Error('MalformedTrailerError');
    trailer.set(name.toLowerCase(), value.trim());
  }
  const signature = trailer.get('x-amz-trailer-signature');
  trailer.delete('x-amz-trailer-signature');
  const text = [...trailer].map(([name, value]) => `${name}:${value}\n`).join('');
  if (chain && trailer.size > 0 && !chain.signer.acceptsTrailer(previous, text, signature ?? '')) {
    throw new S3Error('SignatureDoesNotMatch');
  }
  return trailer;
}
