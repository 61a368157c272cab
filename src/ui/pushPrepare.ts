// Everything that a person should know before a push: the plan, the figures of the whole export, whether its keys are free.
import type { Connection } from '../delivery/connection';
import { findTarget, type FoundTarget, type Target } from '../delivery/guard';
import { lookUp, type KeyState } from '../delivery/objects';
import type { ReceiptStore } from '../delivery/receiptStore';
import { sinceLast, type SinceLast } from '../delivery/sinceLast';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { Totals } from '../model/receipt';
import { planSubject, readPlanned, type PreparedExport, type PrepareOptions } from './prepareExport';
import type { Subject } from './subject';

export interface PreparedPush extends PreparedExport {
  readonly destination: Destination;
  /** Of the first files, in their order: of 20 at most. Not looked up where no file is written. */
  readonly keyStates: readonly KeyState[];
  /** Where these files go, and on what condition: what a person sees is what is kept to. */
  readonly targets: readonly Target[];
  /** Against the last delivery of this export from here, if there was one. */
  readonly last: SinceLast | undefined;
}

export interface PushOptions extends PrepareOptions {
  /** Default: nothing is known of earlier deliveries. */
  readonly receipts?: ReceiptStore;
}

/** Each costs a request. What stands in the way of the first ones stands in the way of the others. */
const keysLookedUp = 20;

/** Reads the segment to its end. The store is asked first: what stands in the way there is known in a second. */
export async function preparePush(
  connection: Connection,
  subject: Subject,
  moment: Date,
  options: PushOptions,
): Promise<PreparedPush> {
  const { destination } = connection;
  const { signal, receipts } = options;
  const planned = await planSubject(subject, destination, moment, options);
  await lookUp(connection, planned.plan.key, signal);
  return withTargets(connection, await readPlanned(subject, planned, options), receipts, signal);
}

/** What the store and the receipts say of an export that was read. @param receipts undefined: nothing is known of them */
export async function withTargets(
  connection: Connection,
  prepared: PreparedExport,
  receipts: ReceiptStore | undefined,
  signal: AbortSignal,
): Promise<PreparedPush> {
  const { destination } = connection;
  const { planned, totals } = prepared;
  const found = await findTargets(connection, planned, totals, signal);
  return {
    ...prepared,
    destination,
    keyStates: found.map(({ state }) => state),
    targets: found.map(({ target }) => target),
    last: receipts && (await sinceLast(receipts, destination, planned.plan, totals)),
  };
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
