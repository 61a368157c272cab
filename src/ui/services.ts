// What the features of the extension share. It is made once, at activation, and handed to each feature's `register…`.
import type { ExtensionContext } from 'vscode';
import type { Journal } from '../delivery/journal';
import type { ReceiptStore } from '../delivery/receiptStore';
import type { RunHistory } from '../delivery/runHistory';
import type { AccessKeySource, AccessKeyStore } from './accessKeyStore';
import type { Definitions } from './definitions';
import type { DestinationStore } from './destinationStore';
import type { FindingsProblems } from './findingsProblems';
import type { Log } from './log';
import type { OpenPreviews } from './openPreviews';
import type { RunningPushes } from './runningPushes';
import type { DestinationTree } from './tree';
import type { WorkingCopies } from './workingCopies';

export interface Services {
  /** Features push what must be disposed onto its `subscriptions`. */
  readonly context: ExtensionContext;
  readonly log: Log;
  readonly store: DestinationStore;
  /** Asks nobody. */
  readonly keys: AccessKeyStore;
  /** For what a person has started. */
  readonly asking: AccessKeySource;
  readonly tree: DestinationTree;
  /** The export definitions of the workspace. */
  readonly definitions: Definitions;
  readonly previews: OpenPreviews;
  /** Of the pushes under way in this workspace. */
  readonly journal: Journal;
  /** Of what was delivered from this workspace. */
  readonly receipts: ReceiptStore;
  /** Of the pushes that are over, from here and by the command line where it shares the folder. */
  readonly runs: RunHistory;
  /** The pushes that this window is at. */
  readonly running: RunningPushes;
  /** Folders for what has to lie on disk for a while. */
  readonly copies: WorkingCopies;
  /** What scans have found, in the Problems panel. */
  readonly problems: FindingsProblems;
}
