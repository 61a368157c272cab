// Show Receipt: the receipt of a delivery as it is kept, in a read-only JSON editor, to be read, copied or attached.
import { posix } from 'node:path';
import { commands as vscodeCommands, Disposable, l10n, Uri, window, workspace, type Command } from 'vscode';
import type { ReceiptStore } from '../delivery/receiptStore';
import type { Receipt } from '../model/receipt';
import { readReceipt } from '../model/receiptSchema';
import { commands, schemes } from './contributions';
import { registerLenses, textLens } from './lenses';
import { chooseDelivery, ReceiptGone, type DeliveryArgument } from './pickReceipt';
import { outcomeText } from './pushOutcome';
import { ReadOnlyDocuments, type Content } from './readOnlyDocuments';
import type { Services } from './services';
import { showFailure } from './showFailure';

interface ReceiptContent extends Content {
  readonly receipt: Receipt;
}

/** Registers the command and the file system of its editors. */
export function registerReceipts({ receipts, log }: Services): Disposable {
  const documents: ReadOnlyDocuments<ReceiptContent> = new ReadOnlyDocuments({
    scheme: schemes.receipt,
    readOnlyReason: l10n.t('This is the receipt of a delivery. It cannot be changed.'),
    load: ({ query }) => load(receipts, query),
  });
  return Disposable.from(
    documents,
    registerLenses(schemes.receipt, documents, (_uri, { receipt }) => lensesOf(receipt)),
    vscodeCommands.registerCommand(commands.showReceipt, async (argument?: DeliveryArgument) => {
      try {
        const chosen = await chooseDelivery(argument, receipts, l10n.t('Show Receipt'));
        if (!chosen) return;
        const uri = receiptUri(chosen.receipt);
        documents.put(uri, await load(receipts, chosen.receipt.id));
        await window.showTextDocument(await workspace.openTextDocument(uri));
      } catch (error) {
        await showFailure(error, log);
      }
    }),
  );
}

/** VS Code knows the language by the name. */
function receiptUri({ id, files }: Receipt): Uri {
  const name = posix.basename(files[0]?.key ?? id);
  return Uri.from({ scheme: schemes.receipt, path: `/${name}.receipt.json`, query: id });
}

/** @throws ReceiptGone */
async function load(receipts: ReceiptStore, id: string): Promise<ReceiptContent> {
  const text = await receipts.text(id);
  const receipt = text === undefined ? undefined : readReceipt(text);
  if (text === undefined || !receipt) throw new ReceiptGone();
  return { bytes: Buffer.from(text), languageId: undefined, receipt };
}

function lensesOf(receipt: Receipt): Command[] {
  const verify = {
    title: l10n.t('Verify Delivery'),
    command: commands.verifyDelivery,
    arguments: [{ receiptId: receipt.id }],
  };
  // An address is long: what comes behind it may be out of sight.
  return [verify, textLens(outcomeText(receipt))];
}
