// Where files come from: the disk, or another file system that somebody gives access to. What reads segments and definitions
// knows no more of it than this.
import type { PlatformPath } from 'node:path';

/** A file of a segment: whatever can give bytes in order. */
export interface SourceFile {
  /**
   * As it was given, or an address where it does not lie on disk. Its extension helps to tell the format; failures name it
   * when a segment has several files.
   */
  readonly path: string;
  /** Size in bytes as the file lies where it is. */
  size(): Promise<number>;
  /**
   * Reads from the beginning. Whoever stops early must return the generator: then the file is closed.
   * @throws NotAFile; SegmentChanged, at the beginning or the end, if the file is no longer what it was at the first reading
   */
  read(signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /** The same from some byte on, and in small pieces: whoever jumps into a file wants its next records soon. */
  readFrom(offset: number, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /**
   * Text that tells this state of the file from any other: its size, the time of its last change.
   * @throws SegmentChanged as `read` does
   */
  state(): Promise<string>;
  /** The time of its last change. @throws SegmentChanged as `read` does */
  changedAt(): Promise<Date>;
  /** Where its bytes lie on disk, for another thread. Default: at its path. @throws what `read` does */
  placeOnDisk?(): Promise<string>;
}

/** A file system. Paths are its own. */
export interface Files {
  /** How its paths are put together. */
  readonly paths: PlatformPath;
  /** Whether there is something at a path that can be reached. */
  isThere(path: string): Promise<boolean>;
  /** Whether that is a file; links are followed. @throws what the file system says of a path that leads nowhere */
  isFile(path: string): Promise<boolean>;
  /** The names in a folder. @throws what the file system says of what is no folder */
  namesIn(folder: string): Promise<readonly string[]>;
  /** A file of a segment, which need not be there. */
  open(path: string): SourceFile;
  /** Reads a small file. @param most so many bytes of its beginning, where it is larger @throws what the file system says */
  readSmall(path: string, most: number): Promise<Uint8Array>;
}
