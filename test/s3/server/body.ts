// Takes in a request body: throttled, unchunked, counted, hashed and checked against everything that its sender said
// about it, while each piece goes straight to where it is kept. Never holds the body whole.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Announcement, readAnnouncement } from './announcement';
import { type BodyRule } from './authentication';
import { type Algorithm, algorithmOfHeader, checkForm, checkValue, createHasher } from './checksums';
import { decodeChunks } from './chunked';
import { type Hasher } from './crc';
import { S3Error } from './errors';
import { type S3Request } from './request';

const MAX_TEXT_BYTES = 4 * 1024 ** 2;
const THROTTLE_STEP_MS = 50;

/** A body on its way in. */
export interface IncomingBody {
  readonly request: S3Request;
  readonly rule: BodyRule;
  /** Bytes per second, asked again while waiting; `undefined` for no limit. */
  readonly limit: () => number | undefined;
  /** Sends `100 Continue`. */
  readonly sendContinue: () => void;
}

interface ChecksumValue {
  readonly algorithm: Algorithm;
  readonly value: string;
}

/** What is known of a body that arrived whole. */
export interface ReceivedBody {
  readonly size: number;
  readonly md5: Buffer;
  /** What is to be kept. */
  readonly checksum: ChecksumValue;
  /** What the sender gave, and was right about. */
  readonly stated: ChecksumValue | undefined;
}

export interface ReceiveOptions {
  /** The checksum to keep. Default: the one that the sender announced, else CRC64NVME, as S3 does. */
  readonly keep?: Algorithm;
  /** The checksum headers speak of something else than this body, as those of CompleteMultipartUpload do. */
  readonly ignoreChecksum?: boolean;
  /** Called with what the headers announce, before the body is read; may refuse it. */
  readonly onAnnounced?: (algorithm: Algorithm | undefined) => void;
}

type Trailer = ReadonlyMap<string, string>;

/**
 * The body as it comes, slowed down to the limit. A connection that is not read from does not show that its sender went
 * away, one that is written to does: hence the `100 Continue` at every step, which clients must take any number of.
 */
async function* throttled({ request, limit, sendContinue }: IncomingBody): AsyncGenerator<Buffer, void> {
  // The connection must outlive a body that is refused midway: the answer is still to be sent.
  const chunks = request.message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of chunks) {
    let credit = 0;
    for (let rate = limit(); rate !== undefined && credit < chunk.length; rate = limit()) {
      if (request.message.destroyed) break;
      sendContinue();
      await sleep(THROTTLE_STEP_MS);
      credit += (rate * THROTTLE_STEP_MS) / 1000;
    }
    yield chunk;
  }
}

/** Counts and hashes a body, and holds the outcome against what was announced. */
class Digests {
  #size = 0;
  readonly #md5 = createHash('md5');
  readonly #sha256 = createHash('sha256');
  readonly #checksums: ReadonlyMap<Algorithm, Hasher>;

  constructor(
    private readonly announced: Announcement,
    private readonly kept: Algorithm,
  ) {
    const algorithms = [kept, announced.checksum?.algorithm ?? kept];
    this.#checksums = new Map(algorithms.map((algorithm) => [algorithm, createHasher(algorithm)]));
  }

  update(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#size > this.announced.length) throw new S3Error('IncompleteBody');
    this.#md5.update(piece);
    if (this.announced.sha256 !== undefined) this.#sha256.update(piece);
    for (const hasher of this.#checksums.values()) hasher.update(piece);
  }

  private checksum(algorithm: Algorithm): ChecksumValue {
    return { algorithm, value: this.#checksums.get(algorithm)?.digest().toString('base64') ?? '' };
  }

  /** Throws S3's error for the first claim that does not hold. */
  finish(trailer: Trailer): ReceivedBody {
    const { length, sha256, checksum } = this.announced;
    if (this.#size !== length) throw new S3Error('IncompleteBody');
    if (sha256 !== undefined) checkSha256(sha256, this.#sha256.digest('hex'));
    const md5 = this.#md5.digest();
    if (this.announced.md5 !== undefined && this.announced.md5 !== md5.toString('base64')) {
      throw new S3Error('BadDigest');
    }
    const kept = this.checksum(this.kept);
    const stated = checksum && (checksum.algorithm === this.kept ? kept : this.checksum(checksum.algorithm));
    if (stated) checkValue(checksum.value ?? trailingChecksum(trailer, stated.algorithm), stated);
    return { size: this.#size, md5, checksum: kept, stated };
  }
}

function checkSha256(announced: string, actual: string): void {
  if (announced === actual) return;
  throw new S3Error('XAmzContentSHA256Mismatch', undefined, {
    ClientComputedContentSHA256: announced,
    S3ComputedContentSHA256: actual,
  });
}

function trailingChecksum(trailer: Trailer, algorithm: Algorithm): string {
  const [name, value] = [...trailer][0] ?? [];
  if (name === undefined || value === undefined || algorithmOfHeader(name) !== algorithm) {
    throw new S3Error('MalformedTrailerError');
  }
  checkForm(algorithm, value);
  return value;
}

/**
 * Passes the body to `sink`, piece by piece, and checks length, SHA-256, MD5, checksum and chunk signatures. When it
 * throws, the sink has seen bytes that must be thrown away.
 */
export async function receiveBody(
  body: IncomingBody,
  sink: (piece: Buffer) => Promise<void> | void,
  { keep, ignoreChecksum = false, onAnnounced }: ReceiveOptions = {},
): Promise<ReceivedBody> {
  const { request, rule, sendContinue } = body;
  const announced = readAnnouncement(request, rule, { ignoreChecksum });
  const algorithm = announced.checksum?.algorithm;
  onAnnounced?.(algorithm);
  const digests = new Digests(announced, keep ?? algorithm ?? 'CRC64NVME');
  let trailer: Trailer = new Map();
  const onTrailer = (read: Trailer): void => {
    trailer = read;
  };
  if (request.header('expect') !== undefined) sendContinue();
  const source = throttled(body);
  const plain = rule.kind === 'chunked' ? decodeChunks(source, { chain: rule.chain, onTrailer }) : source;
  for await (const piece of plain) {
    digests.update(piece);
    await sink(piece);
  }
  return digests.finish(trailer);
}

/** A small body as text: an XML or JSON document. Throws `MalformedXML` above 4 MiB. */
export async function receiveText(body: IncomingBody, options?: ReceiveOptions): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  await receiveBody(
    body,
    (piece) => {
      size += piece.length;
      if (size > MAX_TEXT_BYTES) throw new S3Error('MalformedXML');
      pieces.push(piece);
    },
    options,
  );
  return Buffer.concat(pieces).toString('utf8');
}
