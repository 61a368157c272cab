// What follows a push: the log, the tree and the message say what was delivered.
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import type { Receipt } from '../model/receipt';
import { announce, logReceipt } from './pushOutcome';
import type { Services } from './services';

export interface Pushed {
  readonly receipt: Receipt;
  readonly destination: Destination;
}

export async function tellPushed({ receipt, destination }: Pushed, { tree, log }: Services): Promise<void> {
  logReceipt(log, receipt);
  const shown = tree.showDelivered(destination, receipt).catch((error: unknown) => {
    log.warn(`The tree does not show ${receipt.files[0]?.key}: ${asFailure(error).code}`);
  });
  await Promise.all([shown, announce(receipt, destination)]);
}
