// The thread in which an export is scanned for its preview: started here, and ended when nobody wants it any more.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { l10n, type Disposable } from 'vscode';
import { failureData } from '../../segment/passedFailure';
import type { ScanRequest } from '../../export/previewScan';
import type { ScanMessage, ScanThreadData } from '../../scan';

/** In MB. Most of what a scan makes dies young: a small nursery costs little time and keeps the memory small. */
const youngMegabytes = 4;

/**
 * Starts a scan.
 * @param onMessage is told nothing any more once the thread is disposed
 */
export function startScan(request: ScanRequest, onMessage: (message: ScanMessage) => void): Disposable {
  const worker = new Worker(join(__dirname, 'scan.js'), {
    workerData: { ...request, l10n: l10n.bundle } satisfies ScanThreadData,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  let wanted = true;
  const tell = (message: ScanMessage): void => {
    if (wanted) onMessage(message);
  };
  worker.on('message', tell);
  // A thread that broke down.
  worker.on('error', (error) => tell({ type: 'failed', failure: failureData(error) }));
  return {
    dispose: () => {
      wanted = false;
      void worker.terminate();
    },
  };
}
