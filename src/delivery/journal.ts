// The journal of runs under way, in a folder: one small file a run, from its first upload to its end. A program that is
// killed leaves its files behind, and the next start finds the runs that nobody carries on. Each file is written whole and
// moved into place, and is touched now and then as long as its process lives.
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveredFile } from '../model/receipt';
import { readRunRecord, type CurrentFile, type RunRecord } from '../model/runRecord';
import { makePrivateFolder } from './privateFolder';
import { lifeOf, secondLook, SignOfLife, silence, silentFor, thisProcess } from './running';

/** What a run says of itself at its beginning. */
export type NewRun = Omit<RunRecord, 'version' | 'process' | 'delivered' | 'current'>;

/** How far a run has come. */
export interface RunProgress {
  readonly delivered: readonly DeliveredFile[];
  /** The file that is being written. */
  readonly current?: CurrentFile | undefined;
}

export class Journal {
  /** @param folder is made at the first record */
  constructor(private readonly folder: string) {}

  /** Begins to keep the record of a run. Nothing is written before it has something to tell. */
  begin(run: NewRun): RunJournal {
    return new RunJournal(this.fileOf(run.id), { ...run, version: 1, delivered: [], process: thisProcess() });
  }

  /**
   * The runs that ended in the middle, oldest first. Files of other kinds or versions are passed over.
   * @throws what the file system throws when the folder is there and cannot be read
   */
  async interrupted(): Promise<RunRecord[]> {
    return (await this.found()).map(({ record }) => record);
  }

  /**
   * Makes an interrupted run this process's own. A process that only seems to be gone is given time to be heard.
   * @returns undefined when the run is no more, or another process has it
   * @throws what the file system throws when the record cannot be written
   */
  async claim(id: string): Promise<RunJournal | undefined> {
    const lock = join(this.folder, `${id}.lock`);
    if (!(await takeLock(lock))) return undefined;
    try {
      const seen = await this.find(id);
      if (seen?.onlySilent) await sleep(secondLook);
      const found = seen && (await this.find(id));
      if (!found) return undefined;
      const run = new RunJournal(this.fileOf(id), { ...found.record, process: thisProcess() }, true);
      await run.write(found.record);
      if (run.problem instanceof Error) {
        run.leave();
        throw run.problem;
      }
      return run;
    } finally {
      await rm(lock, { force: true });
    }
  }

  private async find(id: string): Promise<FoundRecord | undefined> {
    return (await this.found()).find(({ record }) => record.id === id);
  }

  private async found(): Promise<FoundRecord[]> {
    const names = await readdir(this.folder).catch(unlessMissing);
    const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(this.folder, name));
    const found = (await Promise.all(paths.map(readInterrupted))).filter((each) => each !== undefined);
    return found.sort((a, b) => a.record.startedAt.localeCompare(b.record.startedAt));
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

/** Where nothing was ever recorded, nothing was interrupted. */
function unlessMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}

interface FoundRecord {
  readonly record: RunRecord;
  /** Its process may be there: it has only not been heard of for long, as after a computer slept. */
  readonly onlySilent: boolean;
}

async function readInterrupted(path: string): Promise<FoundRecord | undefined> {
  try {
    const record = readRunRecord(await readFile(path, 'utf8'));
    if (!record) return undefined;
    const life = lifeOf(record.id, record.process);
    if (life === 'ours') return undefined;
    const silent = (await silentFor(path)) >= silence;
    return life === 'over' || silent ? { record, onlySilent: life !== 'over' } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a lock file could be made. One that is older than any claim takes is a killed process's. */
async function takeLock(path: string): Promise<boolean> {
  const age = await silentFor(path).catch(() => 0);
  if (age > 2 * silence) await rm(path, { force: true });
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['EEXIST', 'ENOENT'].includes(String(error.code)))
      return false;
    throw error;
  }
}

/** The record of one run. */
export class RunJournal {
  /** Why the run could not be recorded: if it is interrupted, nobody will know of it. */
  problem: unknown;
  private readonly life: SignOfLife;

  constructor(
    private readonly path: string,
    private own: RunRecord,
    /** Whether it was taken over from another process. */
    readonly claimed = false,
  ) {
    this.life = new SignOfLife(own.id, path);
  }

  get record(): RunRecord {
    return this.own;
  }

  /**
   * Changes the record. It is on disk when the promise is fulfilled. A disk that takes no record is no reason not to
   * deliver: it is remembered as `problem`.
   */
  async write(progress: RunProgress): Promise<void> {
    this.life.begin();
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
    this.life.end();
  }

  /** @throws what the file system throws */
  private async save({ delivered, current }: RunProgress): Promise<void> {
    this.own = { ...this.own, delivered: [...delivered] };
    if (current) this.own.current = current;
    else delete this.own.current;
    await makePrivateFolder(dirname(this.path));
    const whole = `${this.path}.${process.pid}.tmp`;
    await writeFile(whole, JSON.stringify(this.own), { mode: 0o600 });
    await rename(whole, this.path);
    this.life.beat();
  }
}
