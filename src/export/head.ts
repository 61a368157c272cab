// The beginning of an export: the very bytes that a push would write first, or compress first.
import type { Plan } from '../model/plan';
import { readRecords, type SegmentRecord } from '../segment/records';
import type { Source } from '../segment/source';
import { ExportRun } from './run';

export interface Head {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Whether this is the whole export. */
  readonly complete: boolean;
}

export interface HeadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Stops at the end of the batch of rows in which so many bytes are passed. Default: no limit. */
  readonly maxBytes?: number;
}

/**
 * The header and at most `maxRows` rows. The bytes are a prefix of the whole export. Of a compressed export they are the
 * text before compression: it is what a person can read, and the object decompresses to it.
 * @throws CorruptingValue, and any failure of the segment room that lies within the rows asked for
 */
export async function exportHead(
  plan: Plan,
  source: Source,
  maxRows: number,
  { signal, maxBytes = Infinity }: HeadOptions = {},
): Promise<Head> {
  const limited = new FirstRecords(readRecords(source, signal), maxRows);
  const chunks: Uint8Array[] = [];
  let [rows, bytes] = [0, 0];
  for await (const chunk of new ExportRun(plan, limited.records()).chunks()) {
    chunks.push(chunk.bytes);
    rows += chunk.rows;
    bytes += chunk.bytes.length;
    if (bytes > maxBytes) return { bytes: Buffer.concat(chunks), rows, complete: false };
  }
  return { bytes: Buffer.concat(chunks), rows, complete: !limited.cut };
}

/** Hands on the first records, and knows whether there were more. */
export class FirstRecords {
  cut = false;

  constructor(
    private readonly all: AsyncIterable<readonly SegmentRecord[]>,
    private readonly count: number,
  ) {}

  async *records(): AsyncGenerator<readonly SegmentRecord[]> {
    let left = this.count;
    for await (const batch of this.all) {
      this.cut = batch.length > 0 && left < batch.length;
      if (left > 0) yield batch.slice(0, left);
      left -= batch.length;
      if (this.cut) return;
    }
  }
}
