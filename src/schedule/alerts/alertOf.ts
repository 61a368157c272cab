// What there is to tell of the result of a scheduled run.
import type { SinceLast } from '../../delivery/sinceLast';
import type { Alert } from '../../model/alert';
import type { Destination } from '../../model/destination';
import { asFailure } from '../../model/failure';
import { exportNameOfSubject } from '../../model/finishedRun';
import { bytesOf, outcomeOf } from '../../model/receipt';
import type { RunResult, ScheduledExport } from '../scheduledExport';

/** @returns undefined for what did nothing: it was delivered before, passed over, or another process is at it */
export function alertOf(
  result: RunResult,
  {
    subject,
    destination,
  }: Pick<ScheduledExport, 'subject'> & { readonly destination: Pick<Destination, 'id' | 'bucket'> },
): Alert | undefined {
  const common = {
    exportName: exportNameOfSubject(subject),
    destination: destination.id,
    bucket: destination.bucket,
    due: result.moment.toISOString(),
  };
  switch (result.kind) {
    case 'delivered': {
      const { receipt } = result;
      const { id: runId, rowsWritten: rows, files } = receipt;
      const figures = { rows, bytes: bytesOf(receipt), keys: files.map(({ key }) => key) };
      return { event: 'success', ...common, outcome: outcomeOf(receipt), runId, ...figures };
    }
    case 'skipped':
      return { event: 'success', ...common, outcome: 'skipped', rows: 0 };
    case 'failed': {
      const { code, explanation } = asFailure(result.error);
      return { event: 'failure', ...common, outcome: 'failed', failure: { code, ...explanation } };
    }
    case 'known':
    case 'passedOver':
    case 'busy':
      return undefined;
  }
}

/** The same delivery once more, for those who are told of deviations. */
export function deviationAlert(
  success: Alert,
  { rowsBefore, deviation }: Pick<SinceLast, 'rowsBefore' | 'deviation'>,
): Alert {
  return { ...success, event: 'deviation', rowsBefore, ...(deviation !== undefined && { deviation }) };
}
