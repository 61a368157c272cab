// Keeps in the list of runs what became of a push, whatever that is. A list that cannot be written takes nothing from it.
import { randomUUID } from 'node:crypto';
import type { Destination } from '../model/destination';
import { asFailure, explain, isCancelled } from '../model/failure';
import { exportNameOfSubject, type FinishedRun } from '../model/finishedRun';
import { bytesOf, droppedRows, outcomeOf, type Receipt, type Totals } from '../model/receipt';
import { IncompleteDelivery, UnfinishedUpload } from './failures';
import type { RunJournal } from './journal';
import type { RunHistory } from './runHistory';

/** What is pushed, and where to. */
export interface Pushing {
  /** The definition or segment file: its absolute path, or its address where it is no file of this machine. */
  readonly subject: string;
  readonly destination: Pick<Destination, 'id' | 'name' | 'bucket'>;
  /** When a run of a schedule was due. */
  readonly due?: Date;
}

/** What differs by what became of a run. */
type Ending = Omit<
  FinishedRun,
  'version' | 'exportName' | 'subject' | 'destinationId' | 'destinationName' | 'bucket' | 'due'
>;

export class RunRecorder {
  /** Set as soon as the run is begun. What fails before has an id of its own. */
  journal: RunJournal | undefined;
  private readonly startedAt = new Date().toISOString();
  private isKept = false;

  /** @param onNotKept is told why the list does not have the run */
  constructor(
    private readonly pushing: Pushing,
    private readonly history: RunHistory,
    private readonly onNotKept: (error: unknown) => void,
  ) {}

  /** Does the work of the push and keeps how it failed, or that it was cancelled. @throws what the work throws */
  async recordFailure<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.failed(error);
      throw error;
    }
  }

  /** Keeps how it failed, or that it was cancelled. */
  async failed(error: unknown): Promise<void> {
    await this.keep({ ...this.times(), ...endingOf(error) });
  }

  /** @param isKept whether there is a receipt to show */
  async delivered(receipt: Receipt, isKept: boolean): Promise<void> {
    const { id, startedAt, finishedAt, files } = receipt;
    const keys = files.map(({ key }) => key);
    await this.keep({
      ...{ id, startedAt, finishedAt, outcome: outcomeOf(receipt), ...figuresOf(receipt), files: keys },
      ...(isKept && { receiptId: id }),
    });
  }

  /** The export has no rows, and so no files. */
  async skipped(totals: Totals): Promise<void> {
    await this.keep({ ...this.times(), outcome: 'skipped', ...figuresOf(totals) });
  }

  private times(): Pick<FinishedRun, 'id' | 'startedAt' | 'finishedAt'> {
    const { id, startedAt } = this.journal?.record ?? { id: randomUUID(), startedAt: this.startedAt };
    return { id, startedAt, finishedAt: new Date().toISOString() };
  }

  /** What goes wrong when a push is over is no failure of the push. */
  private async keep(ending: Ending): Promise<void> {
    if (this.isKept) return;
    this.isKept = true;
    const { subject, destination, due } = this.pushing;
    const { id: destinationId, name: destinationName, bucket } = destination;
    const place = {
      ...{ exportName: exportNameOfSubject(subject), subject, destinationId, destinationName, bucket },
      ...(due && { due: due.toISOString() }),
    };
    await this.history.add({ version: 1, ...place, ...ending }).catch(this.onNotKept);
  }
}

function figuresOf(totals: Totals): Pick<FinishedRun, 'rowsWritten' | 'dropped' | 'bytes'> {
  return { rowsWritten: totals.rowsWritten, dropped: droppedRows(totals), bytes: bytesOf(totals) };
}

/** A person's Cancel has a sentence only where something is left of the run. Excerpts of files are never kept. */
function endingOf(error: unknown): Pick<FinishedRun, 'outcome' | 'failure' | 'files'> {
  if (isCancelled(error)) return { outcome: 'cancelled' };
  return {
    outcome: wasCancelled(error) ? 'cancelled' : 'failed',
    failure: { code: asFailure(error).code, ...explain(error) },
    ...(error instanceof IncompleteDelivery && { files: error.keys }),
  };
}

function wasCancelled(error: unknown): boolean {
  if (error instanceof IncompleteDelivery) return wasCancelled(error.cause);
  if (error instanceof UnfinishedUpload) return wasCancelled(error.interruption);
  return isCancelled(error);
}
