// The one question before a push, with the facts.
import { env, l10n, window, workspace, type Uri } from 'vscode';
import type { KeyState } from '../delivery/objects';
import { inspectedRecords } from '../export/columns';
import { s3Uri } from '../model/bucketName';
import { bytesOf } from '../model/receipt';
import { formatTime } from './figures';
import { countText, rowsText, sizeText } from './localFigures';
import { formatName } from './pickSegment';
import type { PreparedPush } from './pushPrepare';

/** True when the person says to push. Where the key is taken already, there is nothing to say yes to. */
export async function confirmPush(prepared: PreparedPush): Promise<boolean> {
  const { plan } = prepared.planned;
  const { destination, keyState } = prepared;
  const options = { modal: true, detail: factsOf(prepared).join('\n') };
  if (keyState.state === 'taken') {
    const title = l10n.t('{0} cannot be pushed to {1} now', plan.segment.name, destination.name);
    await window.showWarningMessage(title, options);
    return false;
  }
  const title = l10n.t('Push {0} to {1}?', plan.segment.name, destination.name);
  const push = l10n.t('Push');
  return (await window.showInformationMessage(title, options, push)) === push;
}

function factsOf({ file, destination, planned: { plan }, totals, keyState }: PreparedPush): string[] {
  return [
    ...totals.files.map(({ key }) => s3Uri(destination.bucket, key)),
    [rowsText(totals.rowsWritten), sizeText(bytesOf(totals)), formatName(plan.format)].join(' · '),
    keyText(keyState),
    ...unmappedText(totals.unmappedValues),
    ...unsavedText(file),
  ];
}

function keyText(key: KeyState): string {
  switch (key.state) {
    case 'free':
      return l10n.t('No object has this key yet. Nothing is ever overwritten.');
    case 'taken':
      return l10n.t(
        'An object with this key exists already ({0}). It will not be overwritten, so the push would be refused.',
        [sizeText(key.size), ...timeText(key.lastModified)].join(', '),
      );
    case 'unknown':
      return l10n.t(
        'Whether the key is free could not be seen. If it is taken, it will not be overwritten and the push is refused.',
      );
  }
}

function timeText(time: Date | undefined): string[] {
  return time ? [formatTime(time, new Date(), env.language)] : [];
}

function unmappedText(values: number): string[] {
  if (values === 0) return [];
  const records = countText(inspectedRecords);
  if (values === 1) {
    return [
      l10n.t('1 value is at a path that the first {0} records do not have; it is in no column.', records),
    ];
  }
  return [
    l10n.t(
      '{0} values are at paths that the first {1} records do not have; they are in no column.',
      countText(values),
      records,
    ),
  ];
}

function unsavedText(file: Uri): string[] {
  const unsaved = workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.fsPath === file.fsPath);
  return unsaved ? [l10n.t('The segment file has unsaved changes, which are not in the export.')] : [];
}
