// What is said of an object that was looked at again.
import { env, l10n } from 'vscode';
import type { Verdict } from '../delivery/verify';
import { s3Uri } from '../model/bucketName';
import type { ProvenObject, Receipt } from '../model/receipt';
import { formatTime } from './figures';
import { countText } from './localFigures';

export interface Checked {
  readonly file: ProvenObject;
  readonly verdict: Verdict;
}

/** @param checked at least one */
export function checkedText(receipt: Receipt, checked: readonly Checked[]): string {
  const [first] = checked;
  return checked.length === 1 && first ? textOfOne(receipt, first) : textOfSeveral(checked);
}

function textOfOne({ bucket, finishedAt }: Receipt, { file, verdict }: Checked): string {
  const uri = s3Uri(bucket, file.key);
  const then = timeText(new Date(finishedAt));
  const version = versionText(verdict);
  switch (verdict.state) {
    case 'unchanged':
      return [
        l10n.t('Unchanged since its delivery {0}: {1}.', then, uri),
        sameText(verdict.by),
        ...version,
      ].join(' ');
    case 'changed':
      return [
        l10n.t('Changed since its delivery {0}: {1}.', then, uri),
        ...changeText(file, verdict),
        ...version,
      ].join(' ');
    case 'gone':
      return [l10n.t('Gone since its delivery {0}: {1}.', then, uri), ...version].join(' ');
  }
}

function sameText(by: Extract<Verdict, { state: 'unchanged' }>['by']): string {
  switch (by) {
    case 'content':
      return l10n.t('All of its content was read: it is what was sent.');
    case 'checksum':
      return l10n.t("Its size and the store's own checksum are those of the receipt.");
    case 'etag':
      return l10n.t('Its size and ETag are those of the receipt; the store shows no checksum of it.');
  }
}

function changeText(
  { bytes }: ProvenObject,
  { by, found }: Extract<Verdict, { state: 'changed' }>,
): string[] {
  const what = {
    size: () => l10n.t('Its size in bytes is {0}; it was {1}.', countText(found.bytes), countText(bytes)),
    checksum: () => l10n.t("It has the same size, but the store's checksum of it is another one."),
    content: () => l10n.t('It has the same size, but another content.'),
  }[by]();
  return found.lastModified ? [what, l10n.t('Last modified {0}.', timeText(found.lastModified))] : [what];
}

/** In a bucket that keeps versions, when the delivered one is not the current one. */
function versionText({ state, version }: Verdict): string[] {
  switch (version) {
    case undefined:
      return [];
    case 'kept':
      return [
        state === 'gone'
          ? l10n.t('It was deleted, but its version is still in the bucket.')
          : l10n.t('A newer version lies over the delivered one, which is still in the bucket.'),
      ];
    case 'gone':
      return [l10n.t('The delivered version is not in the bucket any more.')];
    case 'unknown':
      return [l10n.t('Whether the delivered version is still in the bucket could not be looked at.')];
  }
}

function textOfSeveral(checked: readonly Checked[]): string {
  const keys = (state: Verdict['state']) =>
    checked.filter(({ verdict }) => verdict.state === state).map(({ file }) => file.key);
  const [unchanged, changed, gone] = [keys('unchanged'), keys('changed'), keys('gone')];
  const all = countText(checked.length);
  return [
    unchanged.length === checked.length
      ? l10n.t('All {0} objects are unchanged since their delivery.', all)
      : l10n.t('{0} of {1} objects are unchanged since their delivery.', countText(unchanged.length), all),
    ...(changed.length > 0 ? [l10n.t('Changed: {0}.', someOf(changed))] : []),
    ...(gone.length > 0 ? [l10n.t('Gone: {0}.', someOf(gone))] : []),
  ].join(' ');
}

/** A message has room for a few. The log has all. */
function someOf(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).join(', ');
  return keys.length > 5 ? l10n.t('{0} and {1} more', shown, countText(keys.length - 5)) : shown;
}

function timeText(time: Date): string {
  return formatTime(time, new Date(), env.language);
}
