// Abort: removes what an interrupted push has left in the bucket, but for files that are delivered.
import { l10n, ProgressLocation, window } from 'vscode';
import { clearUp, keepingRecord, type Cleared } from '../delivery/interrupted';
import type { RunRecord } from '../model/runRecord';
import { plainText } from './plainText';
import type { Services } from './services';
import { takeOver } from './takeOver';
import { withConnection } from './withConnection';

export async function abortPush(record: RunRecord, services: Services): Promise<void> {
  const { asking, log, tree } = services;
  await takeOver(record, services, async ({ run, destination }) => {
    const title = plainText(l10n.t('Aborting the push of {0}', record.segment));
    // To stop half-way would leave what is to be removed.
    const cleared = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
      withConnection(destination, asking, (connection) => keepingRecord(run, () => clearUp(connection, run))),
    );
    log.info(`aborted an interrupted push to ${destination.id}: ${cleared}`);
    tree.refresh(destination.id);
    await window.showInformationMessage(plainText(outcomeText(record, cleared)));
  });
}

function outcomeText({ current, delivered }: RunRecord, cleared: Cleared): string {
  if (cleared === 'delivered')
    return l10n.t('There was nothing to remove: {0} had been delivered.', current?.key ?? '');
  if (cleared === 'unknown')
    return l10n.t(
      'No part remains. Whether {0} had been delivered is not known: look for it in the bucket.',
      current?.key ?? '',
    );
  const removed = l10n.t('Aborted. No part of an unfinished file remains in the bucket.');
  const [first] = delivered;
  if (!first) return removed;
  return `${removed} ${l10n.t('Files that were delivered before remain there, beginning with {0}.', first.key)}`;
}
