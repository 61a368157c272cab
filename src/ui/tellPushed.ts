// What follows a push: the log, the tree and the message say what was delivered.
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import type { Receipt } from '../model/receipt';
import { showFailure } from './showFailure';
import type { Delivered } from './deliverWithProgress';
import { announce, logReceipt } from './pushOutcome';
import type { Services } from './services';

export interface Pushed extends Delivered {
  readonly destination: Destination;
}

export async function tellPushed(
  { receipt, notKept, destination }: Pushed,
  services: Services,
): Promise<void> {
  // It takes nothing from the delivery, but is told beside it.
  if (notKept !== undefined) void showFailure(notKept, services.log);
  const noted = noteDelivered(destination, receipt, services);
  await Promise.all([noted, announce(receipt, notKept === undefined)]);
}

/** The log and the tree alone. */
export async function noteDelivered(
  destination: Destination,
  receipt: Receipt,
  { tree, log }: Pick<Services, 'tree' | 'log'>,
): Promise<void> {
  logReceipt(log, receipt);
  await tree.showDelivered(destination, receipt).catch((error: unknown) => {
    log.warn(`The tree does not show ${receipt.files[0]?.key}: ${asFailure(error).code}`);
  });
}
