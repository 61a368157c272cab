// Delivers what was confirmed, with a bar and a cancel that leaves nothing behind.
import { l10n } from 'vscode';
import type { Connection } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import type { Target } from '../delivery/guard';
import { keepingRecord } from '../delivery/interrupted';
import type { RunJournal } from '../delivery/journal';
import type { ReceiptStore } from '../delivery/receiptStore';
import type { RunRecorder } from '../delivery/runRecorder';
import type { PlannedExport } from '../export/planned';
import { bytesOf, type FileFigures, type Receipt } from '../model/receipt';
import { countText, rowsText, sizeText } from './localFigures';
import { withCancellableProgress, type Reporter } from './progress';
import { tellingCancelled } from './tellCancelled';

export interface ConfirmedExport {
  readonly planned: PlannedExport;
  /** What comes out otherwise is not written. */
  readonly files: readonly FileFigures[];
  /** Where the first files go. Default: what the destination's policy makes of their keys. */
  readonly targets?: readonly Target[];
  /** Keeps the record of the run. */
  readonly run: RunJournal;
  readonly receipts: ReceiptStore;
  /** Is told what became of the run, unless it fails. */
  readonly recorder: RunRecorder;
}

/** What was delivered. */
export interface Delivered {
  readonly receipt: Receipt;
  /** Why the receipt could not be kept, if it could not: that takes nothing from the delivery. */
  readonly notKept: unknown;
}

/** @throws what `deliver` throws. What became of a push that was cancelled is said here */
export async function deliverWithProgress(
  title: string,
  connection: Connection,
  confirmed: ConfirmedExport,
): Promise<Delivered> {
  const work = (): Promise<Delivered> =>
    withCancellableProgress(title, (signal, reporter) =>
      deliverConfirmed(connection, confirmed, signal, reporter),
    );
  return tellingCancelled(work, confirmed.run);
}

/** Delivers, and keeps the receipt and what became of the run. @throws what `deliver` throws */
export async function deliverConfirmed(
  connection: Connection,
  { planned, files, targets = [], run, receipts, recorder }: ConfirmedExport,
  signal: AbortSignal,
  reporter: Reporter,
): Promise<Delivered> {
  const size = bytesOf({ files });
  recorder.journal = run;
  return keepingRecord(run, async () => {
    const receipt = await deliver(connection, planned, {
      ...{ signal, expected: files, targets, journal: run },
      onProgress: ({ rows, bytes }) => {
        const percent = size === 0 ? 100 : Math.floor((100 * bytes) / size);
        const message = l10n.t('{0} % · {1} · {2}', countText(percent), rowsText(rows), sizeText(bytes));
        reporter.report(message, percent);
      },
      onReadBack: (bytes) => reporter.report(l10n.t('Reading back what was written: {0}', sizeText(bytes))),
    });
    const [kept] = await Promise.allSettled([receipts.save(receipt)]);
    await recorder.delivered(receipt, kept.status === 'fulfilled');
    const notKept: unknown = kept.status === 'rejected' ? kept.reason : undefined;
    return { receipt, notKept };
  });
}
