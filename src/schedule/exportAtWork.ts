// An export that this process is at, and what it keeps of it. Nothing is written by a process that was suspended for so long
// that another one has taken its lock.
import { rename, rm } from 'node:fs/promises';
import { asFailure } from '../model/failure';
import { ExportBusy } from './exportLock';
import {
  exportFolder,
  filesIn,
  readState,
  writeState,
  type ExportState,
  type FilesOfExport,
} from './exportState';
import type { Lock } from './lock';
import { tidy } from './tidy';
import type { Outside, ScheduledExport } from './scheduledExport';

/** What becomes of an incremental export's snapshot: it is that of the last delivered run, or there is none. */
type Snapshot = 'moves' | 'stays' | 'goes';

type State = Omit<ExportState, 'hasSnapshot'>;

export class ExportAtWork {
  readonly files: FilesOfExport;

  private constructor(
    readonly what: ScheduledExport,
    readonly outside: Outside,
    private readonly folder: string,
    private readonly lock: Lock,
    private state: State,
  ) {
    this.files = filesIn(folder);
  }

  /** An export that was never seen is noted. @throws what the file system throws */
  static async open(what: ScheduledExport, outside: Outside, lock: Lock): Promise<ExportAtWork> {
    const folder = exportFolder(what, outside);
    await tidy(folder);
    const known = await readState(folder);
    const state = known ?? { since: outside.now(), done: await lastDone(what, outside), failed: undefined };
    if (!known) await writeState(folder, state);
    return new ExportAtWork(what, outside, folder, lock, state);
  }

  /** See `dueNow`. */
  get after(): Date | undefined {
    return dueAfter(this.state, this.outside);
  }

  /** @throws ExportBusy */
  async requireLock(): Promise<void> {
    if (!(await this.lock.isHeld())) throw new ExportBusy(this.what);
  }

  /** A moment, and all before it, need no run any more. @throws ExportBusy, what the file system throws */
  async settle(moment: Date, snapshot: Snapshot): Promise<void> {
    await this.requireLock();
    const { since, done = moment, failed } = this.state;
    // Behind what another window has settled since, the next snapshot is that of a later run.
    const moves = snapshot === 'moves' && !(this.state.done && moment <= done);
    // One that was moved before this process was killed is not there any more.
    if (moves) await rename(this.files.nextSnapshot, this.files.snapshot).catch(unlessMissing);
    if (snapshot === 'goes') await rm(this.files.snapshot, { force: true });
    const latest = done > moment ? done : moment;
    await this.write({ since, done: latest, failed: failed && failed.moment > latest ? failed : undefined });
  }

  /** @returns whether that is news: not what the moment failed by the last time. @throws as `settle` does */
  async fail(moment: Date, error: unknown): Promise<boolean> {
    await this.requireLock();
    const { since, done, failed } = this.state;
    const { code } = asFailure(error);
    const attempts = failed && +failed.moment === +moment ? failed.attempts : 0;
    await this.write({
      since,
      done,
      failed: { moment, attempts: attempts + 1, at: this.outside.now(), code },
    });
    return attempts === 0 || failed?.code !== code;
  }

  private async write(state: State): Promise<void> {
    await writeState(this.folder, state);
    this.state = state;
  }
}

/** Up to when nothing is due any more: see `dueNow`. */
export function dueAfter(
  { since, done }: Pick<ExportState, 'since' | 'done'>,
  { atFirst }: Pick<Outside, 'atFirst'>,
): Date | undefined {
  return done ?? (atFirst === 'wait' ? since : undefined);
}

/** Where the state was lost, the list of runs may know how far the schedule had come. */
async function lastDone(
  { subject, destination }: ScheduledExport,
  { history }: Pick<Outside, 'history'>,
): Promise<Date | undefined> {
  const moments = (await history.recent())
    .filter((run) => run.subject === subject && run.destinationId === destination.id)
    .filter(({ bucket }) => bucket === destination.bucket)
    .filter(({ outcome }) => outcome !== 'failed' && outcome !== 'cancelled')
    .flatMap(({ due }) => due ?? []);
  const last = moments.sort().at(-1);
  return last === undefined ? undefined : new Date(last);
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
