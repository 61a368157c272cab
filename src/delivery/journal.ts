// The journal of runs under way, in a folder: one small file a run, from its first upload to its end. A program that is
// killed leaves its files behind, and the next start finds the runs that nobody carries on. Each file is written whole and
// moved into place, and is touched now and then as long as its process lives.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeliveredFile } from '../model/receipt';
import { readRunRecord, type RunRecord, type StartedUpload } from '../model/runRecord';

/** What a run says of itself at its beginning. */
export type NewRun = Omit<RunRecord, 'version' | 'process' | 'delivered' | 'upload'>;

/** How far a run has come. */
export interface RunProgress {
  readonly delivered: readonly DeliveredFile[];
  /** The upload that is under way. */
  readonly upload?: StartedUpload | undefined;
}

/** In milliseconds: how often a living run touches its file. */
const heartbeat = 15_000;
/** In milliseconds: a file that nobody has touched for so long belongs to nobody. A computer may be busy, or asleep. */
const silence = 120_000;

/** The runs of this very process. Its number alone does not tell: after a restart another process may have it. */
const ours = new Set<string>();

export class Journal {
  /** @param folder is made at the first record */
  constructor(private readonly folder: string) {}

  /** Begins to keep the record of a run. Nothing is written before it has something to tell. */
  begin(run: NewRun): RunJournal {
    return new RunJournal(this.fileOf(run.id), { ...run, version: 1, delivered: [], process: thisProcess() });
  }

  /** The runs that ended in the middle, oldest first. Files of other kinds or versions are passed over. */
  async interrupted(): Promise<RunRecord[]> {
    return (await this.found()).map(({ record }) => record);
  }

  /**
   * Makes an interrupted run this process's own.
   * @returns undefined when it is no more, or another process was faster
   */
  async claim(id: string): Promise<RunJournal | undefined> {
    const found = (await this.found()).find(({ record }) => record.id === id);
    if (!found) return undefined;
    // Moving a file succeeds only once. Should this process die now, the file is still found.
    const claimed = join(this.folder, `${id}.${randomUUID()}.json`);
    if (!(await rename(found.path, claimed).then(yes, no))) return undefined;
    const run = new RunJournal(this.fileOf(id), { ...found.record, process: thisProcess() });
    await run.write(found.record);
    await rm(claimed, { force: true });
    return run;
  }

  private async found(): Promise<FoundRecord[]> {
    const names = await readdir(this.folder).catch(() => []);
    const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(this.folder, name));
    const found = (await Promise.all(paths.map(readInterrupted))).filter((each) => each !== undefined);
    return found.sort((a, b) => a.record.startedAt.localeCompare(b.record.startedAt));
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

interface FoundRecord {
  readonly path: string;
  readonly record: RunRecord;
}

async function readInterrupted(path: string): Promise<FoundRecord | undefined> {
  try {
    const record = readRunRecord(await readFile(path, 'utf8'));
    return record && !isAlive(record, (await stat(path)).mtimeMs) ? { path, record } : undefined;
  } catch {
    return undefined;
  }
}

/** The record of one run. */
export class RunJournal {
  /** Why the run could not be recorded: if it is interrupted, nobody will know of it. */
  problem: unknown;
  private beating: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private current: RunRecord,
  ) {}

  get record(): RunRecord {
    return this.current;
  }

  /**
   * Changes the record. It is on disk when the promise is fulfilled. A disk that takes no record is no reason not to
   * deliver: it is remembered as `problem`.
   */
  async write(progress: RunProgress): Promise<void> {
    ours.add(this.current.id);
    try {
      await this.save(progress);
    } catch (error) {
      this.problem = error;
    }
  }

  /** The run ended, one way or the other: there is nothing to carry on. Never fails: a record that stays does no harm. */
  async end(): Promise<void> {
    this.leave();
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  /** This process gives the run up, and its record stays: the run can be carried on. */
  leave(): void {
    clearInterval(this.beating);
    this.beating = undefined;
    ours.delete(this.current.id);
  }

  /** @throws what the file system throws */
  private async save({ delivered, upload }: RunProgress): Promise<void> {
    this.current = { ...this.current, delivered: [...delivered] };
    if (upload) this.current.upload = upload;
    else delete this.current.upload;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const whole = `${this.path}.${process.pid}.tmp`;
    await writeFile(whole, JSON.stringify(this.current), { mode: 0o600 });
    await rename(whole, this.path);
    this.beating ??= this.beat();
  }

  private beat(): NodeJS.Timeout {
    const touch = () => {
      const now = new Date();
      utimes(this.path, now, now).catch(() => undefined);
    };
    return setInterval(touch, heartbeat).unref();
  }
}

function thisProcess(): RunRecord['process'] {
  return { pid: process.pid, host: hostname() };
}

function isAlive({ id, process: { pid, host } }: RunRecord, touchedAt: number): boolean {
  if (pid === process.pid && host === hostname()) return ours.has(id);
  if (host === hostname() && !isRunning(pid)) return false;
  return Date.now() - touchedAt < silence;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const yes = (): boolean => true;
const no = (): boolean => false;
