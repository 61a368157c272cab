// Verify Delivery: looks at delivered objects again and says of each, against its receipt: unchanged, changed, gone.
import { posix } from 'node:path';
import { commands as vscodeCommands, l10n, window, type Disposable } from 'vscode';
import { destinationOfReceipt } from '../delivery/receiptDestination';
import { verifyDelivery } from '../delivery/verify';
import type { Destination } from '../model/destination';
import { bytesOf } from '../model/receipt';
import { commands } from './contributions';
import { destinationActions } from './destinationActions';
import { sizeText } from './localFigures';
import { chooseDelivery, type Chosen, type DeliveryArgument } from './pickReceipt';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import type { Services } from './services';
import { showFailure } from './showFailure';
import { checkedText, type Checked } from './verdictText';
import { withConnection } from './withConnection';

/** Registers the command. */
export function registerVerify(services: Services): Disposable {
  return vscodeCommands.registerCommand(commands.verifyDelivery, async (argument?: DeliveryArgument) => {
    try {
      const chosen = await chooseDelivery(argument, services.receipts, l10n.t('Verify Delivery'));
      if (chosen) await verify(chosen, false, services);
    } catch (error) {
      await showFailure(error, services.log);
    }
  });
}

/** @param content read all of the objects, also where the store shows checksums */
async function verify(chosen: Chosen, content: boolean, services: Services): Promise<void> {
  const destination = destinationOfReceipt(chosen.receipt, services.store.destinations());
  try {
    const checked = await checkAll(chosen, destination, content, services);
    await tell(chosen, checked, destination, services);
  } catch (error) {
    const retry = (): Promise<void> => verify(chosen, content, services);
    await showFailure(error, services.log, destinationActions(error, destination, services, retry));
  }
}

function checkAll(
  { files }: Chosen,
  destination: Destination,
  content: boolean,
  { asking }: Services,
): Promise<Checked[]> {
  const all = bytesOf({ files });
  const title = l10n.t('Verifying {0}', posix.basename(files[0]?.key ?? ''));
  return withConnection(destination, asking, (connection) =>
    withCancellableProgress(title, async (signal, reporter) => {
      const checked: Checked[] = [];
      let before = 0;
      for (const file of files) {
        const onProgress = (bytes: number): void => {
          const read = before + bytes;
          const message = l10n.t('{0} of {1} read', sizeText(read), sizeText(all));
          reporter.report(message, Math.min(100, Math.floor((100 * read) / all)));
        };
        const verdict = await verifyDelivery(connection, file, { content, signal, onProgress });
        checked.push({ file, verdict });
        before += file.bytes;
      }
      return checked;
    }),
  );
}

async function tell(
  chosen: Chosen,
  checked: readonly Checked[],
  destination: Destination,
  services: Services,
): Promise<void> {
  for (const { file, verdict } of checked) services.log.info(`verify ${file.key}: ${verdict.state}`);
  const differs = checked.some(({ verdict }) => verdict.state !== 'unchanged');
  // The tree shows what was listed before.
  if (differs) services.tree.refresh(destination.id);
  const byContent = checked.every(({ verdict }) => 'by' in verdict && verdict.by === 'content');
  const showReceipt = l10n.t('Show Receipt');
  const readAll = l10n.t('Verify Whole Content');
  const buttons = differs || byContent ? [showReceipt] : [showReceipt, readAll];
  const show = differs ? window.showWarningMessage : window.showInformationMessage;
  const answer = await show(plainText(checkedText(chosen.receipt, checked)), ...buttons);
  if (answer === showReceipt)
    await vscodeCommands.executeCommand(commands.showReceipt, { receiptId: chosen.receipt.id });
  if (answer === readAll) await verify(chosen, true, services);
}
