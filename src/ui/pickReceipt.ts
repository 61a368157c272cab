// Which delivery a command is about: that of the tree's row, of a receipt, or one of the last that a person picks.
import { posix } from 'node:path';
import { env, l10n, window } from 'vscode';
import { s3Uri } from '../model/bucketName';
import { Failure } from '../model/failure';
import { objectsOf, type ProvenObject, type Receipt } from '../model/receipt';
import type { ReceiptStore } from '../delivery/receiptStore';
import { formatTime, shortName } from './figures';
import { countText, rowsText } from './localFigures';
import type { ObjectArgument } from './objectPreview';

/** A row of the tree has the former. */
export type DeliveryArgument = ObjectArgument | { readonly receiptId: string };

/** A receipt, and the objects of it that are meant. */
export interface Chosen {
  readonly receipt: Receipt;
  readonly files: readonly ProvenObject[];
}

export class ReceiptGone extends Failure {
  constructor() {
    super('receipt-gone', {
      what: l10n.t('The receipt is not there.'),
      why: l10n.t(
        'The last 1,000 deliveries from a workspace have one here. It may have been removed since.',
      ),
      next: l10n.t('Refresh the Destinations view.'),
    });
  }
}

/** @returns nothing when the person left @throws ReceiptGone */
export async function chooseDelivery(
  argument: DeliveryArgument | undefined,
  receipts: ReceiptStore,
  title: string,
): Promise<Chosen | undefined> {
  if (argument === undefined) {
    const receipt = await pick(await receipts.all(), title);
    return receipt && { receipt, files: objectsOf(receipt) };
  }
  if ('receiptId' in argument) {
    const receipt = await receipts.get(argument.receiptId);
    if (!receipt) throw new ReceiptGone();
    return { receipt, files: objectsOf(receipt) };
  }
  const delivery = (await receipts.deliveriesTo(argument.destination))(argument.key);
  if (!delivery) throw new ReceiptGone();
  return { receipt: delivery.receipt, files: [delivery.file] };
}

async function pick(receipts: readonly Receipt[], title: string): Promise<Receipt | undefined> {
  if (receipts.length === 0) {
    await window.showInformationMessage(l10n.t('Nothing was delivered from this workspace yet.'));
    return undefined;
  }
  const items = receipts.map((receipt) => ({
    label: shortName(posix.basename(receipt.files[0]?.key ?? '')),
    description: formatTime(new Date(receipt.finishedAt), new Date(), env.language),
    detail: detailOf(receipt),
    receipt,
  }));
  const placeHolder = l10n.t('Choose a delivery');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.receipt;
}

function detailOf({ bucket, files, rowsWritten }: Receipt): string {
  const uri = s3Uri(bucket, files[0]?.key ?? '');
  const more = files.length === 1 ? [] : [l10n.t('{0} files', countText(files.length))];
  return [uri, ...more, rowsText(rowsWritten)].join(' · ');
}
