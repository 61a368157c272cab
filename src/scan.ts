// Entry for the thread that scans an export for its preview, so that neither the window nor other extensions wait for it.
// It is told what to scan when it is started and ends when it has told everything; whoever wants less ends it.
import { setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import { config as configureL10n } from '@vscode/l10n';
import { failureData, type FailureData } from './segment/passedFailure';
import {
  PreviewScan,
  type PassedWinners,
  type ScanProgress,
  type ScanRequest,
  type ScanResult,
} from './export/previewScan';
import type { ColumnProfile } from './model/columnProfile';
import { asFailure, type Failure } from './model/failure';
import type { Findings } from './model/finding';

/** What the thread is started with. */
export interface ScanThreadData extends ScanRequest {
  /** The texts of the person's language, where there are some. */
  readonly l10n: Readonly<Record<string, string | { message: string; comment: string[] }>> | undefined;
}

/** What the thread tells. */
export type ScanMessage =
  | { readonly type: 'winners'; readonly winners: PassedWinners }
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'columns'; readonly profiles: readonly ColumnProfile[]; readonly findings: Findings }
  | { readonly type: 'done'; readonly result: ScanResult }
  | { readonly type: 'failed'; readonly failure: FailureData };

const progressMs = 250;
/** They are larger, and nobody reads figures that change faster. */
const columnsMs = 1000;

async function scan({ l10n, ...request }: ScanThreadData): Promise<void> {
  if (l10n) configureL10n({ contents: { ...l10n } });
  const post = (message: ScanMessage): void => parentPort?.postMessage(message);
  const running = new PreviewScan(request);
  const tellProgress = (): void => post({ type: 'progress', progress: running.progress() });
  const tellColumns = (failure?: Failure): void =>
    post({ type: 'columns', profiles: running.profiles(), findings: running.findings(failure) });
  const timers = [setInterval(tellProgress, progressMs), setInterval(() => tellColumns(), columnsMs)];
  try {
    const result = await running.run((winners) => post({ type: 'winners', winners }));
    tellProgress();
    tellColumns();
    post({ type: 'done', result });
  } catch (error) {
    tellProgress();
    tellColumns(asFailure(error));
    post({ type: 'failed', failure: failureData(error) });
  } finally {
    timers.forEach(clearInterval);
  }
}

void scan(workerData as ScanThreadData);
