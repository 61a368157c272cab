// What follows a push: the log, the tree and the message say what was delivered.
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import { showFailure } from './showFailure';
import type { Receipt } from '../model/receipt';
import { announce, logReceipt } from './pushOutcome';
import type { Services } from './services';

export interface Pushed {
  readonly receipt: Receipt;
  readonly destination: Destination;
}

export async function tellPushed({ receipt, destination }: Pushed, services: Services): Promise<void> {
  const { tree, log } = services;
  logReceipt(log, receipt);
  const isKept = await keep(receipt, services);
  const shown = tree.showDelivered(destination, receipt).catch((error: unknown) => {
    log.warn(`The tree does not show ${receipt.files[0]?.key}: ${asFailure(error).code}`);
  });
  await Promise.all([shown, announce(receipt, isKept)]);
}

/** A receipt that cannot be kept takes nothing from the delivery, but is told beside it. */
async function keep(receipt: Receipt, { receipts, log }: Services): Promise<boolean> {
  try {
    await receipts.save(receipt);
    return true;
  } catch (error) {
    void showFailure(error, log);
    return false;
  }
}
