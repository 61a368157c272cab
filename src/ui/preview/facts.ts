// What the preview's strip says: facts about the export, each as far as it is known.
import { posix } from 'node:path';
import { env, l10n } from 'vscode';
import type { KeyState } from '../../delivery/objects';
import { countOf } from '../../export/findings/count';
import { partKey } from '../../export/naming';
import { s3Uri } from '../../model/bucketName';
import type { Destination } from '../../model/destination';
import type { Plan } from '../../model/plan';
import { bytesOf } from '../../model/receipt';
import type { Fact, PreviewState } from '../../webview/protocol';
import { droppedText } from '../droppedText';
import { formatTime } from '../figures';
import { findingsText, ruleTexts } from '../findingsText';
import { countText, rowsText, sizeText } from '../localFigures';
import type { PreviewWork } from './work';

/** What stands where a fact is not known yet. */
const unknown: Fact = { text: '…' };

/** Of several keys so many are told. */
const keysShown = 20;

/** Where the export would go now. */
export function keyFact(key: string, plan: Plan, destination: Destination | undefined, parts: number): Fact {
  const tell = (each: string): string => (destination ? s3Uri(destination.bucket, each) : each);
  const keys = Array.from({ length: Math.min(parts, keysShown) }, (_, index) =>
    tell(partKey(key, plan.format.fileExtension, index + 1)),
  );
  const more = parts - keys.length;
  const last = more > 0 ? [l10n.t('and {0} more', countText(more))] : [];
  const text = destination ? key : posix.basename(key);
  return {
    text: parts > 1 ? l10n.t('{0} and {1} more', text, countText(parts - 1)) : text,
    tooltip: [...keys, ...last].join('\n'),
  };
}

/** In how many files the rows so far go. */
export function partsOf({ rowsPerFile }: Plan, rows: number): number {
  return Math.max(1, Math.ceil(rows / rowsPerFile));
}

export function countFacts(
  work: PreviewWork | undefined,
  rows: number,
): Pick<PreviewState['facts'], 'rows' | 'dropped' | 'bytes' | 'sha256'> {
  const totals = work?.result?.totals;
  if (totals) {
    const [file, ...others] = totals.files;
    return {
      rows: { text: rowsText(totals.rowsWritten), tooltip: l10n.t('{0} read', countText(totals.rowsRead)) },
      dropped: droppedFact(droppedText(totals)),
      bytes: { text: sizeText(bytesOf(totals)), tooltip: l10n.t('{0} bytes', countText(bytesOf(totals))) },
      sha256: file
        ? {
            text: `sha256 ${file.sha256.slice(0, 8)}…${others.length > 0 ? ` +${others.length}` : ''}`,
            tooltip: totals.files.map(({ key, sha256 }) => `${sha256}  ${posix.basename(key)}`).join('\n'),
          }
        : { text: '' },
    };
  }
  const dropped = work?.droppedKnown() ?? 0;
  const bytes = work?.progress?.bytes;
  if (work?.failure) return failedFacts(rows, dropped);
  return {
    rows: { text: work?.knowsRows ? rowsText(rows) : l10n.t('{0} so far', rowsText(rows)) },
    dropped: dropped > 0 ? { text: l10n.t('{0} dropped so far', countText(dropped)) } : { text: '' },
    bytes: bytes ? { text: l10n.t('{0} so far', sizeText(bytes)) } : unknown,
    sha256: unknown,
  };
}

/** Of an export that cannot be: how far it came. */
function failedFacts(
  rows: number,
  dropped: number,
): Pick<PreviewState['facts'], 'rows' | 'dropped' | 'bytes' | 'sha256'> {
  return {
    rows: { text: l10n.t('{0} up to the problem', rowsText(rows)), mark: 'error' },
    dropped: { text: dropped > 0 ? l10n.t('{0} dropped', countText(dropped)) : '' },
    bytes: { text: '' },
    sha256: { text: '' },
  };
}

/** The reasons are told at length in the tooltip. */
function droppedFact(text: string | undefined): Fact {
  if (text === undefined) return { text: l10n.t('none dropped') };
  return { text: text.split(':')[0] ?? text, tooltip: text, mark: 'warning' };
}

/** Whether the key was free when it was looked at. @param checked undefined: nobody has looked */
export function keyStateFact(destination: Destination | undefined, checked: KeyCheck | undefined): Fact {
  if (!destination)
    return { text: l10n.t('no destination'), tooltip: l10n.t('Choose a destination to push to.') };
  if (!checked)
    return { text: l10n.t('key not checked'), tooltip: l10n.t('Press to look whether it is free.') };
  if ('problem' in checked)
    return { text: l10n.t('key could not be checked'), tooltip: checked.problem, mark: 'warning' };
  const when = l10n.t('Looked at {0}.', formatTime(checked.at, new Date(), env.language));
  const { state } = checked;
  if (state.state === 'free') return { text: l10n.t('key is free'), tooltip: when, mark: 'ok' };
  if (state.state === 'unknown')
    return {
      text: l10n.t('key may be taken'),
      tooltip: `${l10n.t('The credentials may not look.')} ${when}`,
    };
  return destination.object.overwrite === 'replace'
    ? { text: l10n.t('key is taken, will be replaced'), tooltip: when, mark: 'warning' }
    : destination.object.overwrite === 'rename'
      ? { text: l10n.t('key is taken, a number will be added'), tooltip: when, mark: 'warning' }
      : { text: l10n.t('key is taken'), tooltip: when, mark: 'error' };
}

/** How much the scan has found; which rules, in the tooltip. */
export function findingsFact(work: PreviewWork | undefined): Fact {
  const { findings, phase } = work ?? {};
  if (!findings || (phase === 'scanning' && findings.counts.length === 0)) return unknown;
  if (phase !== 'scanning' && phase !== 'done' && phase !== 'failed') return unknown;
  const texts = ruleTexts(findings);
  const tooltip = texts.length > 0 ? texts.join('\n') : l10n.t('Nothing was found.');
  const hasErrors = work?.failure !== undefined || countOf(findings, 'error') > 0;
  const mark = hasErrors ? 'error' : countOf(findings, 'warning') > 0 ? 'warning' : 'ok';
  return { text: findingsText(findings), tooltip, mark };
}

/** What a look at the key found. */
export type KeyCheck =
  | { readonly key: string; readonly at: Date; readonly state: KeyState }
  | { readonly key: string; readonly problem: string };

/** What is going on behind the preview, as the page and the status bar say it. */
export function workText({ phase }: PreviewWork): string | undefined {
  switch (phase) {
    case 'copying':
      return l10n.t('decompressing');
    case 'indexing':
      return l10n.t('indexing');
    case 'keys':
      return l10n.t('looking for duplicates');
    case 'scanning':
      return l10n.t('scanning');
    case 'waiting':
    case 'done':
    case 'paused':
    case 'failed':
      return undefined;
  }
}
