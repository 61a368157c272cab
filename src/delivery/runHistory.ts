// The pushes that are over, newest first: a folder with one small file for each, which windows and the command line share.
import { watch, type FSWatcher } from 'node:fs';
import { finishedRunText, readFinishedRun, type FinishedRun } from '../model/finishedRun';
import { makePrivateFolder } from './privateFolder';
import { RecordFolder } from './recordFolder';

/** How many runs are kept. */
const defaultLimit = 500;

/** In milliseconds: a file that appears is told of several times. */
const settled = 100;

/** What ends listening. */
interface Listening {
  dispose(): void;
}

export class RunHistory {
  private readonly records: RecordFolder<FinishedRun>;
  private readonly listeners = new Set<() => void>();
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param folder need not be there yet
   * @param limit how many runs are kept. Default: 500
   */
  constructor(folder: string, limit = defaultLimit) {
    this.records = new RecordFolder(folder, limit, { text: finishedRunText, read: readFinishedRun });
  }

  /** Keeps a run, and removes the oldest above the limit. @throws what the file system throws */
  async add(run: FinishedRun): Promise<void> {
    await this.records.save(run);
    this.tell();
  }

  /** Those that can be read, newest first. @param limit how many. Default: all */
  async recent(limit = Infinity): Promise<readonly FinishedRun[]> {
    const runs: FinishedRun[] = [];
    for (const name of (await this.records.names()).reverse()) {
      if (runs.length >= limit) break;
      runs.push(...(await this.records.read([name])));
    }
    return runs;
  }

  /** How many files are there that are no runs of this version. */
  async unreadable(): Promise<number> {
    const names = await this.records.names();
    return names.length - (await this.records.read(names)).length;
  }

  /** Removes one from the list. @throws what the file system throws */
  async remove(run: FinishedRun): Promise<void> {
    await this.records.remove(run);
    this.tell();
  }

  /** Removes all. @throws what the file system throws */
  async clear(): Promise<void> {
    await this.records.clear();
    this.tell();
  }

  /** Runs were added or removed, here or by another program. The folder is watched as long as somebody listens. */
  readonly onDidChange = (listener: () => void): Listening => {
    this.listeners.add(listener);
    void this.watch();
    return {
      dispose: () => {
        this.listeners.delete(listener);
        if (this.listeners.size === 0) this.rest();
      },
    };
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  /** A folder that cannot be watched tells of this program's runs only. */
  private async watch(): Promise<void> {
    if (this.watcher) return;
    try {
      await makePrivateFolder(this.records.path);
      if (this.watcher || this.listeners.size === 0) return;
      this.watcher = watch(this.records.path, { persistent: false }, () => this.tellSoon());
      this.watcher.on('error', () => this.rest());
      // What came before the watcher was there.
      this.tellSoon();
    } catch {
      this.rest();
    }
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell();
    }, settled).unref();
  }

  private rest(): void {
    this.watcher?.close();
    this.watcher = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
