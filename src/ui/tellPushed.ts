// What follows a push: the log, the tree and the message say what was delivered.
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import { showFailure } from './showFailure';
import type { Delivered } from './deliverWithProgress';
import { announce, logReceipt } from './pushOutcome';
import type { Services } from './services';

export interface Pushed extends Delivered {
  readonly destination: Destination;
}

export async function tellPushed(
  { receipt, notKept, destination }: Pushed,
  { tree, log }: Services,
): Promise<void> {
  logReceipt(log, receipt);
  // It takes nothing from the delivery, but is told beside it.
  if (notKept !== undefined) void showFailure(notKept, log);
  const shown = tree.showDelivered(destination, receipt).catch((error: unknown) => {
    log.warn(`The tree does not show ${receipt.files[0]?.key}: ${asFailure(error).code}`);
  });
  await Promise.all([shown, announce(receipt, notKept === undefined)]);
}
