// One due moment of an export, from its plan to its receipt. Each step may be the last before the process is killed: the
// moment is then run again, or what was begun is carried on (carryOn.ts).
import type { Connection } from '../delivery/connection';
import { findRun, type FoundRun } from '../delivery/dueMark';
import { newRun } from '../delivery/newRun';
import type { RunRecorder } from '../delivery/runRecorder';
import { planIncrement } from '../export/incremental/increment';
import { planExport } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import { bucketAddress } from '../model/destination';
import { exportNameOfSubject } from '../model/finishedRun';
import { isVerified, weakestProof, type ChangeCounts, type Receipt } from '../model/receipt';
import type { ExportAtWork } from './exportAtWork';
import { requireUnattended } from './notUnattended';
import type { Outside, RunResult, ScheduledExport } from './scheduledExport';
import { scheduledRequest } from './scheduledRequest';
import { sendRun } from './sendRun';

/** @throws NotUnattended, and what planning, connecting and delivering throw */
export async function runMoment(at: ExportAtWork, moment: Date, recorder: RunRecorder): Promise<RunResult> {
  const { what, outside } = at;
  requireUnattended(what.destination);
  const planned = await planAt(what, moment, outside.signal);
  const receipt = await receiptOf(planned, what, outside);
  if (receipt) return known(at, moment, 'receipt', keysOf(receipt));
  return connected(at, async (connection) => {
    const found = await findRun(connection, planned.plan, runOf(what, moment), outside.signal);
    if (found.state === 'whole') return known(at, moment, 'object', found.keys);
    if (found.state === 'later') return passOver(at, moment);
    outside.onBegin?.(what, moment);
    return incrementally(at, planned, at.files.nextSnapshot, (increment) =>
      send(at, connection, { moment, recorder, found, ...increment }),
    );
  });
}

/** Plans an export of a moment. @throws those of `planExport` */
export function planAt(
  { opened: { definition, source }, destination }: ScheduledExport,
  moment: Date,
  signal: AbortSignal,
): Promise<PlannedExport> {
  const request = { source, target: destination, moment, options: definition, segment: definition.segment };
  return planExport(request, signal);
}

/** What objects say of a run. */
export function runOf({ subject }: ScheduledExport, due: Date): { due: Date; exportName: string } {
  return { due, exportName: exportNameOfSubject(subject) };
}

/** Does some work with a connection. */
export async function connected<T>(
  { what, outside }: Pick<ExportAtWork, 'what' | 'outside'>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await outside.connect(what.destination);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** The receipt of a run that an earlier call, with a state that was lost since, has ended. The list of runs knows whose it is. */
async function receiptOf(
  { plan }: PlannedExport,
  { subject, destination }: ScheduledExport,
  { receipts, history }: Pick<Outside, 'receipts' | 'history'>,
): Promise<Receipt | undefined> {
  const due = plan.moment.toISOString();
  const run = (await history.recent()).find(
    (each) => each.subject === subject && each.due === due && each.receiptId !== undefined,
  );
  const receipt = run?.receiptId === undefined ? undefined : await receipts.get(run.receiptId);
  const isHere = receipt && bucketAddress(receipt) === bucketAddress(destination);
  return isHere && keysOf(receipt)[0] === plan.key ? receipt : undefined;
}

function keysOf({ files }: Receipt): string[] {
  return files.map(({ key }) => key);
}

/** Of what was delivered and not settled there is no snapshot here that can be relied on. */
export async function known(
  at: ExportAtWork,
  moment: Date,
  by: 'receipt' | 'object',
  keys: readonly string[],
): Promise<RunResult> {
  await at.settle(moment, 'goes');
  return { moment, kind: 'known', by, keys };
}

/** What is newer is not replaced. */
async function passOver(at: ExportAtWork, moment: Date): Promise<RunResult> {
  await at.settle(moment, 'goes');
  return { moment, kind: 'passedOver' };
}

/** What is to be sent: everything, or what changed. */
export interface Increment {
  readonly planned: PlannedExport;
  /** Undefined for a full run. */
  readonly changes: ChangeCounts | undefined;
}

/** Does some work on what an incremental export has to write, and on any other as it is. @param next where its snapshot goes */
export async function incrementally<T>(
  at: ExportAtWork,
  planned: PlannedExport,
  next: string,
  work: (increment: Increment) => Promise<T>,
): Promise<T> {
  const { signal } = at.outside;
  const { incremental } = at.what.opened.definition;
  if (!incremental) return work({ planned, changes: undefined });
  const increment = await planIncrement(planned, incremental, { last: at.files.snapshot, next }, { signal });
  try {
    return await work(increment);
  } finally {
    await increment.close();
  }
}

interface Sending extends Increment {
  readonly moment: Date;
  readonly recorder: RunRecorder;
  readonly found: FoundRun;
}

async function send(at: ExportAtWork, connection: Connection, sending: Sending): Promise<RunResult> {
  const { planned, moment, changes, recorder, found } = sending;
  const { what, outside } = at;
  const totals = await planned.scan({ signal: outside.signal });
  await at.requireLock();
  if (totals.files.length === 0) {
    await recorder.skipped(totals);
    await at.settle(moment, snapshotAfter(at, true));
    return { moment, kind: 'skipped', totals };
  }
  const { files } = totals;
  const journal = outside.journal.begin(
    await newRun(planned, what.destination, scheduledRequest(what), files),
  );
  const scheduled = { ...runOf(what, moment), changes };
  const toSend = { planned, files, targets: found.targets, journal, recorder, scheduled };
  const receipt = await sendRun(connection, outside, toSend, (made) => keep(at, made, recorder));
  return { moment, kind: 'delivered', receipt, changes, resumed: false };
}

/** Writes down that a run is delivered. Done twice, it does no more than done once. */
export async function keep(at: ExportAtWork, receipt: Receipt, recorder: RunRecorder): Promise<void> {
  await at.requireLock();
  await at.outside.receipts.save(receipt);
  await recorder.delivered(receipt, true);
  const moment = new Date(receipt.due ?? '');
  await at.settle(moment, snapshotAfter(at, isVerified(weakestProof(receipt))));
}

/**
 * After a full export there is none. Of what is not proved to be there it is not known whether the rows that it has arrived:
 * neither this snapshot nor the one before says what the next run must write, so that one is full.
 */
function snapshotAfter({ what }: ExportAtWork, verified: boolean): 'moves' | 'goes' {
  return what.opened.definition.incremental && verified ? 'moves' : 'goes';
}
