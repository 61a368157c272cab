// The beginning of an export: the very bytes that a push would write first, or compress first.
import type { Counts } from '../model/receipt';
import type { PlannedExport, ScanOptions } from './planned';

export interface Head {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Whether this is the whole export. */
  readonly complete: boolean;
  /** Of the records that were read for it; some of them may be rows behind the last one here. */
  readonly counts: Counts;
}

export interface HeadOptions extends Pick<ScanOptions, 'signal' | 'onRecords'> {
  /** Stops at the end of the batch of rows in which so many bytes are passed. Default: no limit. */
  readonly maxBytes?: number;
}

/**
 * The header and at most `maxRows` rows of the first file. The bytes are a prefix of it. Of a compressed file they are the
 * text before compression: it is what a person can read, and the object decompresses to it.
 * @throws CorruptingValue, and any failure of the segment room that lies within the rows asked for
 */
export async function exportHead(
  planned: PlannedExport,
  maxRows: number,
  { maxBytes = Infinity, ...options }: HeadOptions = {},
): Promise<Head> {
  const run = await planned.run({ ...options, maxRows });
  const pieces: Uint8Array[] = [];
  let [rows, bytes] = [0, 0];
  const head = (complete: boolean): Head => ({
    bytes: Buffer.concat(pieces),
    rows,
    complete,
    counts: run.counts(),
  });
  for await (const { chunks } of run.files('text')) {
    for await (const chunk of chunks) {
      pieces.push(chunk.bytes);
      rows += chunk.rows;
      bytes += chunk.bytes.length;
      if (bytes > maxBytes) return head(false);
    }
    return head(!(await run.hasMore()));
  }
  return head(true);
}
