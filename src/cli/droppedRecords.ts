// Records that are not in an export: the first ones for the report, all of them for `--dropped FILE`.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { EmptyResult } from '../export/run';
import { explain, Failure } from '../model/failure';
import type { Dropped } from '../model/receipt';

/** The file for dropped records cannot be made or written. */
export class DroppedFileFailure extends Failure {
  constructor(path: string, cause: unknown) {
    const { what, why } = explain(cause);
    super(
      'dropped-file',
      {
        what: l10n.t('The dropped records cannot be written to {0}.', path),
        why: reason(cause) ?? `${what} ${why}`.trim(),
        next: l10n.t('Name another file with --dropped FILE.'),
      },
      { cause },
    );
  }
}

function reason(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EEXIST') return l10n.t('The file is there already, and nothing is ever overwritten.');
  return code === 'ENOENT' ? l10n.t('There is no such folder.') : undefined;
}

/** How much text waits for being written, in characters. */
const bufferedCharacters = 64 * 1024;

export class DroppedRecords {
  /** The first ones, as many as were asked for. */
  readonly first: Dropped[] = [];
  private readonly id = randomUUID();
  private text = '';
  private file: number | undefined;

  /**
   * @param keep how many of the first are kept
   * @param path of the file, which is not there yet. Default: none
   * @throws DroppedFileFailure
   */
  constructor(
    private readonly keep: number,
    private readonly path: string | undefined,
  ) {
    this.attempt((path) => {
      refuseExisting(path);
      this.file = openSync(this.partial(path), 'w');
    });
  }

  /** @throws DroppedFileFailure */
  readonly add = (dropped: Dropped): void => {
    if (this.first.length < this.keep) this.first.push(dropped);
    if (this.file === undefined) return;
    const { line, reason, column, file } = dropped;
    this.text += `${JSON.stringify({ line, reason, column, file })}\n`;
    if (this.text.length >= bufferedCharacters) this.flush();
  };

  /** Ends the file. One that cannot be written to its end is removed. @throws DroppedFileFailure */
  close(): void {
    try {
      this.flush();
      this.attempt((path) => {
        this.closeFile();
        refuseExisting(path);
        renameSync(this.partial(path), path);
      });
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** After the failure of an export: an incomplete file is removed, so that the same words can be tried again. */
  giveUp(failure: unknown): void {
    // Only this one comes when all records are read, and sends people to look at them.
    if (failure instanceof EmptyResult) return this.close();
    if (this.file !== undefined) this.remove();
  }

  /** Until it is whole, the file has another name: what a killed process leaves is not taken for the whole. */
  private partial(path: string): string {
    return `${path}.${this.id}.partial`;
  }

  private closeFile(): void {
    const { file } = this;
    // Whether or not closing succeeds, the descriptor is gone, and its number may soon be another file's.
    this.file = undefined;
    if (file !== undefined) closeSync(file);
  }

  private remove(): void {
    const { path } = this;
    quietly(() => this.closeFile());
    if (path !== undefined) quietly(() => rmSync(this.partial(path), { force: true }));
  }

  /** Waits for the disk: so nothing piles up in memory, and no record is read before those before it are told. */
  private flush(): void {
    const { file, text } = this;
    this.text = '';
    if (file !== undefined) this.attempt(() => writeFileSync(file, text));
  }

  private attempt(work: (path: string) => void): void {
    if (this.path === undefined) return;
    try {
      work(this.path);
    } catch (error) {
      throw new DroppedFileFailure(this.path, error);
    }
  }
}

function refuseExisting(path: string): void {
  if (existsSync(path)) throw Object.assign(new Error('It exists.'), { code: 'EEXIST' });
}

/** Work after a failure: that one is to be told, not that this fails, too. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}

/** Work that tells dropped records: when it fails, no incomplete file of them stays behind. */
export async function telling<T>(dropped: DroppedRecords, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    dropped.giveUp(error);
    throw error;
  }
}
