// Everything that a person should know before a push: the plan, the figures of the whole export, whether its keys are free.
import type { Connection } from '../delivery/connection';
import { findTarget, type FoundTarget, type Target } from '../delivery/guard';
import { lookUp, type KeyState } from '../delivery/objects';
import type { ReceiptStore } from '../delivery/receiptStore';
import { sinceLast, type SinceLast } from '../delivery/sinceLast';
import { FindingsObserver, type FindingsOptions } from '../export/findings/observer';
import { withFailure } from '../export/findings/ofFailure';
import { planExport } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled } from '../model/failure';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import type { Totals } from '../model/receipt';
import { recordsText, rowsText, sizeText } from './localFigures';
import type { Reporter } from './progress';
import { requestOf, type Subject } from './subject';

export interface PreparedPush {
  readonly subject: Subject;
  readonly destination: Destination;
  readonly planned: PlannedExport;
  readonly totals: Totals;
  /** Of the first files, in their order: of 20 at most. Not looked up where no file is written. */
  readonly keyStates: readonly KeyState[];
  /** Where these files go, and on what condition: what a person sees is what is kept to. */
  readonly targets: readonly Target[];
  /** Against the last delivery of this export from here, if there was one. */
  readonly last: SinceLast | undefined;
  readonly findings: Findings;
}

export interface PrepareOptions extends Pick<FindingsOptions, 'rules' | 'secrets'> {
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Default: nothing is known of earlier deliveries. */
  readonly receipts?: ReceiptStore;
  /** Is told what was found, also when the reading fails: then the failure is among it. */
  readonly onFindings?: (findings: Findings, plan: Pick<Plan, 'columns'>) => void;
}

/** Each costs a request. What stands in the way of the first ones stands in the way of the others. */
const keysLookedUp = 20;

/** Reads the segment to its end. The store is asked first: what stands in the way there is known in a second. */
export async function preparePush(
  connection: Connection,
  subject: Subject,
  moment: Date,
  options: PrepareOptions,
): Promise<PreparedPush> {
  const { destination } = connection;
  const { signal, receipts } = options;
  // To know the columns the first records are read.
  const planned = await planExport({ ...requestOf(subject), target: destination, moment }, signal).catch(
    (error: unknown) => tellFailure(error, { findings: [], counts: [] }, { columns: [] }, options),
  );
  await lookUp(connection, planned.plan.key, signal);
  const { totals, findings } = await read(planned, options);
  const found = await findTargets(connection, planned, totals, signal);
  return {
    subject,
    destination,
    planned,
    totals,
    keyStates: found.map(({ state }) => state),
    targets: found.map(({ target }) => target),
    findings,
    last: receipts && (await sinceLast(receipts, destination, planned.plan, totals)),
  };
}

async function read(
  planned: PlannedExport,
  options: PrepareOptions,
): Promise<Pick<PreparedPush, 'totals' | 'findings'>> {
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
    return { totals, findings };
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

async function findTargets(
  connection: Connection,
  { plan }: PlannedExport,
  { files }: Totals,
  signal: AbortSignal,
): Promise<readonly FoundTarget[]> {
  const { overwrite } = connection.destination.object;
  const found: FoundTarget[] = [];
  for (const { key } of files.slice(0, keysLookedUp))
    found.push(await findTarget(connection, key, plan.format.fileExtension, overwrite, signal));
  return found;
}
