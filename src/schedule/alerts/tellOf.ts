// Tells of the result of a scheduled run, where somebody wants to know.
import { deviatesBeyond, deviationOf } from '../../delivery/sinceLast';
import type { Alert } from '../../model/alert';
import type { Outside, RunResult, ScheduledExport } from '../scheduledExport';
import { alertOf, deviationAlert } from './alertOf';

type Teller = Pick<Outside, 'alert' | 'history' | 'rowCountDeviation'>;

/** Call it once a result. Whoever cannot be told changes nothing about that: it never fails. */
export async function tellOf(result: RunResult, what: ScheduledExport, outside: Teller): Promise<void> {
  const told = outside.alert && alertOf(result, what);
  if (!told) return;
  const deviation = await deviationFrom(told, what, outside).catch(() => undefined);
  const alerts = deviation ? [told, deviation] : [told];
  await Promise.allSettled(alerts.map(async (alert) => outside.alert?.(alert)));
}

/** Only full exports are compared: of an incremental one, as many rows are written as have changed. */
async function deviationFrom(
  success: Alert,
  { subject, destination, opened: { definition } }: ScheduledExport,
  { history, rowCountDeviation }: Teller,
): Promise<Alert | undefined> {
  const { runId, rows } = success;
  if (runId === undefined || rows === undefined || definition.incremental) return undefined;
  const before = (await history.recent()).find(
    (run) =>
      run.subject === subject &&
      run.destinationId === destination.id &&
      run.id !== runId &&
      run.receiptId !== undefined,
  );
  const rowsBefore = before?.rowsWritten ?? 0;
  const deviation = deviationOf(rows, rowsBefore);
  if (!deviatesBeyond({ deviation }, rowCountDeviation)) return undefined;
  return deviationAlert(success, { rowsBefore, deviation });
}
