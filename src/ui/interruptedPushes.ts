// Pushes that an earlier window did not end, because it was closed or killed in the middle: parts of an object may lie in the
// bucket, invisible but paid for. The next window tells of them once, and Show Interrupted Pushes whenever it is asked:
// Resume sends what is missing, Abort removes the parts. What a schedule began it continues itself.
import { commands as vscodeCommands, Disposable, env, l10n, window } from 'vscode';
import type { RunRecord } from '../model/runRecord';
import { readScheduledRequest } from '../schedule/scheduledRequest';
import { abortPush } from './abortPush';
import { afterStart } from './afterStart';
import { commands } from './contributions';
import { formatTime } from './figures';
import { countText } from './localFigures';
import { plainText } from './plainText';
import { resumePush } from './resumePush';
import type { Services } from './services';
import { showFailure } from './showFailure';

/** Registers the command, and has the window look for interrupted pushes when its start is over. */
export function registerInterruptedPushes(services: Services): Disposable {
  return Disposable.from(
    afterStart(() => void offerAll(services)),
    vscodeCommands.registerCommand(commands.showInterruptedPushes, () => choose(services)),
  );
}

async function offerAll(services: Services): Promise<void> {
  try {
    const records = await services.journal.interrupted();
    for (const record of records.filter((each) => !readScheduledRequest(each))) void offer(record, services);
  } catch (error) {
    await showFailure(error, services.log);
  }
}

async function offer(record: RunRecord, services: Services): Promise<void> {
  const [resume, abort] = [l10n.t('Resume'), l10n.t('Abort')];
  const actions = readScheduledRequest(record) ? [abort] : [resume, abort];
  const chosen = await window.showWarningMessage(plainText(interruptedText(record)), ...actions);
  if (chosen === resume) await resumePush(record, services);
  if (chosen === abort) await abortPush(record, services);
}

/** The command. Of several, one is chosen. */
async function choose(services: Services): Promise<void> {
  const records = await services.journal.interrupted();
  if (records.length === 0) {
    await window.showInformationMessage(l10n.t('No push was interrupted.'));
    return;
  }
  const items = records.map((record) => ({
    label: record.segment,
    description: record.bucket,
    detail: startedText(record),
    record,
  }));
  const title = l10n.t('Interrupted Pushes');
  const placeHolder = l10n.t('Choose a push to resume or abort');
  const picked = items.length === 1 ? items[0] : await window.showQuickPick(items, { title, placeHolder });
  if (picked) await offer(picked.record, services);
}

function startedText({ startedAt }: RunRecord): string {
  return l10n.t('begun {0}', formatTime(new Date(startedAt), new Date(), env.language));
}

function interruptedText(record: RunRecord): string {
  const { segment, bucket, delivered } = record;
  const what = l10n.t('The push of {0} to {1} was interrupted ({2}).', segment, bucket, startedText(record));
  const scheduled = readScheduledRequest(record) ? [l10n.t('Its schedule continues it.')] : [];
  return [what, ...deliveredText(delivered.length), ...partsText(record), ...scheduled].join(' ');
}

function deliveredText(files: number): string[] {
  if (files === 0) return [];
  return [
    files === 1
      ? l10n.t('1 file of it is in the bucket.')
      : l10n.t('{0} files of it are in the bucket.', countText(files)),
  ];
}

function partsText({ current }: RunRecord): string[] {
  if (!current?.started) return [];
  return [
    l10n.t('Parts of {0} may remain there, invisible until the push is resumed or aborted.', current.key),
  ];
}
