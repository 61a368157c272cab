// The words of scheduled runs: what is run, what a run needs from outside, and what became of it. VS Code and the command
// line bring the outside; the runs are the same.
import type { Connection } from '../delivery/connection';
import type { Journal } from '../delivery/journal';
import type { ReceiptStore } from '../delivery/receiptStore';
import type { RunHistory } from '../delivery/runHistory';
import type { OpenedDefinition } from '../export/openDefinition';
import type { Progress } from '../export/planned';
import type { Alert } from '../model/alert';
import type { Destination } from '../model/destination';
import type { ChangeCounts, Receipt, Totals } from '../model/receipt';

export interface ScheduledExport {
  /** The definition: its absolute path, or its address where it is no file of this machine. */
  readonly subject: string;
  readonly opened: OpenedDefinition;
  /** That which the definition names. */
  readonly destination: Destination;
}

/** What scheduled runs need from outside. */
export interface Outside {
  /** What is kept of the schedules: one folder an export. It need not be there yet. */
  readonly folder: string;
  readonly journal: Journal;
  readonly receipts: ReceiptStore;
  readonly history: RunHistory;
  /** Asks nobody. @throws what `connect` throws, MissingAccessKey */
  readonly connect: (destination: Destination) => Promise<Connection>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /**
   * What becomes of the moments before an export is first seen: `run` the last of them, as a command that a timer calls
   * must; `wait` for the next one, as a window must that somebody has just opened.
   */
  readonly atFirst: 'run' | 'wait';
  /** From which deviation of rows on there is an alert, in percent; 0: never. */
  readonly rowCountDeviation: number;
  /** Is told what is to be known elsewhere. Its promise is waited for. Default: nobody is. */
  readonly alert?: (alert: Alert) => Promise<void>;
  readonly onBegin?: (what: ScheduledExport, moment: Date) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/** What became of one due moment. */
export type RunResult = { readonly moment: Date } & (
  | {
      /** How well that is proved `outcomeOf` says. */
      readonly kind: 'delivered';
      readonly receipt: Receipt;
      /** Undefined for a full run. */
      readonly changes: ChangeCounts | undefined;
      /** Whether an interrupted run was carried on. */
      readonly resumed: boolean;
    }
  /** No row is left, and the definition says to write nothing then. */
  | { readonly kind: 'skipped'; readonly totals: Totals }
  /** An earlier run has delivered it. */
  | { readonly kind: 'known'; readonly by: 'receipt' | 'object'; readonly keys: readonly string[] }
  /** It was missed, and a later one is run in its place. */
  | { readonly kind: 'passedOver' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Another process is at this export. */
  | { readonly kind: 'busy' }
);
