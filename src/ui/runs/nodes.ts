// What the rows of the Runs view stand for. Commands that a row starts are handed its node.
import type { FinishedRun } from '../../model/finishedRun';

export interface RunNode {
  readonly kind: 'run';
  readonly run: FinishedRun;
  /** For *Show Receipt*. */
  readonly receiptId?: string;
}

/** The last row while the list has more runs than are shown. */
export interface MoreRunsNode {
  readonly kind: 'moreRuns';
  readonly shown: number;
}

export type RunsNode = RunNode | MoreRunsNode;

export function runNode(run: FinishedRun): RunNode {
  return { kind: 'run', run, ...(run.receiptId !== undefined && { receiptId: run.receiptId }) };
}
