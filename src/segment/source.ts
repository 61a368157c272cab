// Where a segment file's bytes come from. A source can be read many times, and each reading notices when the file changes
// under it. Today there is one kind, a file on disk; whatever can give bytes in order can be another.
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SegmentChanged } from './failures';

export interface Source {
  /** File name without folders. */
  readonly name: string;
  /** Size in bytes as the file lies on disk. */
  size(): Promise<number>;
  /**
   * Reads from the beginning.
   * @throws SegmentChanged at the end, if the file is no longer what it was at the beginning.
   */
  read(signal?: AbortSignal): AsyncGenerator<Uint8Array>;
}

/** Large reads: Node's default of 64 KiB reads a cached file at half the speed. */
const readBytes = 1024 * 1024;

/** A segment file on disk. */
export function fileSource(path: string): Source {
  return {
    name: basename(path),
    size: async () => (await stat(path)).size,
    read: (signal) => readFile(path, signal),
  };
}

async function* readFile(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const before = await stat(path);
  const stream = createReadStream(path, { highWaterMark: readBytes, ...(signal ? { signal } : {}) });
  for await (const chunk of stream) yield chunk as Buffer;
  const after = await stat(path).catch(() => undefined);
  if (!after || !sameFile(before, after)) throw new SegmentChanged(basename(path));
}

function sameFile(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ino === after.ino;
}
