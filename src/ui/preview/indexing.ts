// The index of an open segment, and the files that windows into it are read from. Both come in the background; until then
// the segment's beginning can be read.
import type { Disposable } from 'vscode';
import { buildIndex } from '../../segment/buildIndex';
import type { IndexStore } from '../../segment/indexStore';
import { plainSource } from '../../segment/plainCopy';
import { Heads } from '../../segment/readFrom';
import { SourceIndex } from '../../segment/sourceIndex';
import type { Source } from '../../segment/source';

export class SegmentIndexing implements Disposable {
  index = new SourceIndex();
  /** The segment; a copy of it where the segment itself cannot be read from the middle, as soon as there is one. */
  source: Source;
  /** Of the segment's files: what is known of them is not read again. */
  heads: Heads;
  private plain: Source | undefined;
  private last: Promise<void> = Promise.resolve();

  /** @param folder for working copies */
  constructor(
    private readonly original: Source,
    private readonly store: IndexStore,
    private readonly folder: WorkingFolder,
  ) {
    this.source = original;
    this.heads = new Heads(original);
  }

  /**
   * Goes on until the index is complete.
   * @throws any failure of the segment room; the signal's AbortError
   */
  run(
    signal: AbortSignal,
    onProgress: (phase: 'copying' | 'indexing', percent: number) => void,
  ): Promise<void> {
    // One after the other: what was cancelled may not have noticed yet.
    const before = this.last;
    this.last = (async () => {
      await before.catch(() => undefined);
      signal.throwIfAborted();
      if (!this.index.complete) await this.complete(signal, onProgress);
    })();
    return this.last;
  }

  dispose(): void {
    this.folder.remove();
  }

  private async complete(
    signal: AbortSignal,
    onProgress: (phase: 'copying' | 'indexing', percent: number) => void,
  ): Promise<void> {
    const plain = await this.plainSource(signal, (percent) => onProgress('copying', percent));
    this.source = plain;
    this.heads = new Heads(plain);
    const stored = await this.store.read(this.original);
    if (stored) this.index = stored;
    else await this.build(plain, signal, (percent) => onProgress('indexing', percent));
  }

  private async plainSource(signal: AbortSignal, onProgress: (percent: number) => void): Promise<Source> {
    return (this.plain ??= await plainSource(this.original, this.folder.path, signal, onProgress));
  }

  private async build(
    source: Source,
    signal: AbortSignal,
    onProgress: (percent: number) => void,
  ): Promise<void> {
    const size = await source.size();
    const index = (this.index = new SourceIndex());
    for await (const piece of buildIndex(source, signal)) {
      index.append(piece);
      onProgress((100 * index.bytesRead) / Math.max(1, size));
    }
    // An index that cannot be kept is built again.
    await this.store.write(this.original, index).catch(() => undefined);
  }
}

/** A private folder for working copies. It is made when it is first used. */
export interface WorkingFolder {
  readonly path: string;
  remove(): void;
}
