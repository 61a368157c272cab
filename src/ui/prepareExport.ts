// What an export comes to: its plan and the figures of the whole, with what was found on the way. Nothing is asked of a store.
import { FindingsObserver, type FindingsOptions } from '../export/findings/observer';
import { withFailure } from '../export/findings/ofFailure';
import { planExport, type Target } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import { asFailure, isCancelled } from '../model/failure';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import type { Totals } from '../model/receipt';
import { recordsText, rowsText, sizeText } from './localFigures';
import type { Reporter } from './progress';
import { requestOf, type Subject } from './subject';

export interface PreparedExport {
  readonly subject: Subject;
  readonly planned: PlannedExport;
  readonly totals: Totals;
  readonly findings: Findings;
}

export interface PrepareOptions extends Pick<FindingsOptions, 'rules' | 'secrets'> {
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Is told what was found, also when the reading fails: then the failure is among it. */
  readonly onFindings?: (findings: Findings, plan: Pick<Plan, 'columns'>) => void;
}

/** Plans the export. To know the columns the first records are read. @throws what `planExport` does */
export async function planSubject(
  subject: Subject,
  target: Target,
  moment: Date,
  options: PrepareOptions,
): Promise<PlannedExport> {
  try {
    return await planExport({ ...requestOf(subject), target, moment }, options.signal);
  } catch (error) {
    return tellFailure(error, { findings: [], counts: [] }, { columns: [] }, options);
  }
}

/** Reads the segment to its end. @throws what `scan` does */
export async function readPlanned(
  subject: Subject,
  planned: PlannedExport,
  options: PrepareOptions,
): Promise<PreparedExport> {
  const { plan } = planned;
  const { signal, reporter, rules, secrets, onFindings } = options;
  const observer = new FindingsObserver({ ...plan, rules, secrets });
  try {
    const totals = await planned.scan({
      signal,
      observers: [observer],
      onRecords: (records) => reporter.report(recordsText(records)),
      onProgress: ({ rows, bytes }) => reporter.report(`${rowsText(rows)} · ${sizeText(bytes)}`),
    });
    const findings = observer.findings();
    onFindings?.(findings, plan);
    return { subject, planned, totals, findings };
  } catch (error) {
    return tellFailure(error, observer.findings(), plan, options);
  }
}

/** @throws the error */
function tellFailure(
  error: unknown,
  findings: Findings,
  plan: Pick<Plan, 'columns'>,
  { rules, onFindings }: PrepareOptions,
): never {
  if (!isCancelled(error)) onFindings?.(withFailure(findings, asFailure(error), rules), plan);
  throw error;
}
