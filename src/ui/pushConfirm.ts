// The one question before a push, with the facts. A production destination then wants the name of its bucket, too.
import { commands as vscodeCommands, l10n, window } from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import type { RunRecord } from '../model/runRecord';
import { commands } from './contributions';
import { takenKeys } from './keysText';
import { factsOf } from './pushFacts';
import type { PreparedPush } from './pushPrepare';
import { isUnlikeLast } from './sinceLastText';
import { tellCancelled } from './tellCancelled';
import { typeBucketName } from './typeBucketName';

/**
 * True when the person says to push. Where a key is taken already, there is nothing to say yes to; whoever wants to compare
 * first pushes later.
 */
export async function confirmPush(prepared: PreparedPush): Promise<boolean> {
  const { plan } = prepared.planned;
  const { destination, subject } = prepared;
  const options = { modal: true, detail: factsOf(prepared).join('\n') };
  if (takenKeys(prepared).length > 0) {
    const title = l10n.t('{0} cannot be pushed to {1} now', plan.segment.name, destination.name);
    await window.showWarningMessage(title, options);
    return false;
  }
  const { production } = destination;
  const title = production
    ? l10n.t('Push {0} to {1} (production)?', plan.segment.name, destination.name)
    : l10n.t('Push {0} to {1}?', plan.segment.name, destination.name);
  const push = l10n.t('Push');
  const show =
    production || isUnlikeLast(prepared) ? window.showWarningMessage : window.showInformationMessage;
  // Without an earlier delivery from here there is probably nothing to compare with.
  const compare = l10n.t('Compare');
  const answer = await show(title, options, push, ...(prepared.last ? [compare] : []));
  if (answer === compare)
    void vscodeCommands.executeCommand(commands.compareExport, { file: subject.file, destination });
  const confirmed = answer === push && (!production || (await typeBucketName(destination, title)));
  if (!confirmed && answer !== compare) tellCancelled();
  return confirmed;
}

/** Resuming asks nothing; but who marked a destination as production is asked there, as before a push. */
export async function confirmResume({ segment }: RunRecord, destination: Destination): Promise<boolean> {
  if (!destination.production) return true;
  const title = l10n.t('Resume the push of {0} to {1} (production)?', segment, destination.name);
  const detail = s3Uri(destination.bucket, destination.folderPath);
  const resume = l10n.t('Resume');
  if ((await window.showWarningMessage(title, { modal: true, detail }, resume)) !== resume) return false;
  return typeBucketName(destination, title);
}
