// What is said of a comparison: how far it is, and what it found.
import { posix } from 'node:path';
import { env, l10n } from 'vscode';
import type { DeliveredExport } from '../delivery/lastDelivery';
import type { CompareProgress, Comparison } from '../export/compare/compare';
import { formatTime, shortName } from './figures';
import { countText, rowsText, sizeText } from './localFigures';

/** The name of the command, above what it asks. */
export function compareTitle(): string {
  return l10n.t('Compare with Last Delivered');
}

/** `amazon-s3_segment1234…_20261122060000.csv, today 06:00` */
export function deliveredText({ keys, writtenAt }: DeliveredExport): string {
  const name = shortName(posix.basename(keys[0] ?? ''));
  const files = keys.length > 1 ? [l10n.t('{0} files', countText(keys.length))] : [];
  const when = writtenAt ? [formatTime(writtenAt, new Date(), env.language)] : [];
  return [name, ...files, ...when].join(', ');
}

/** `12 added · 3 removed · 40 changed` */
export function outcomeText({ counts, headers, listed, matchedBy }: Comparison): string {
  const { added, removed, changed, unchanged } = counts;
  const unlisted = added + removed + changed - listed.added - listed.removed - listed.changed;
  return [
    l10n.t('{0} added', countText(added)),
    l10n.t('{0} removed', countText(removed)),
    ...(matchedBy.length > 0 ? [l10n.t('{0} changed', countText(changed))] : []),
    l10n.t('{0} unchanged', countText(unchanged)),
    ...headersText(headers),
    ...(unlisted > 0 ? [l10n.t('{0} of the differences are not listed', countText(unlisted))] : []),
  ].join(' · ');
}

function headersText({ added, removed, moved }: Comparison['headers']): string[] {
  return [
    ...(added.length > 0 ? [l10n.t('new headers: {0}', someOf(added))] : []),
    ...(removed.length > 0 ? [l10n.t('headers that are gone: {0}', someOf(removed))] : []),
    ...(moved.length > 0 ? [l10n.t('moved headers: {0}', someOf(moved))] : []),
  ];
}

const headersShown = 5;

function someOf(headers: readonly string[]): string {
  const shown = headers.slice(0, headersShown).join(', ');
  const more = headers.length - headersShown;
  return more > 0 ? l10n.t('{0} and {1} more', shown, countText(more)) : shown;
}

/** How far work is: what is done, and about which part of the whole that is, 0 to 100. */
export interface Step {
  readonly text: string;
  readonly percent: number;
}

export function downloadStep(read: number, all: number): Step {
  const text = l10n.t('Reading what was delivered: {0} of {1}', sizeText(read), sizeText(all));
  return { text, percent: all === 0 ? 25 : Math.floor((25 * read) / all) };
}

/** @param rowsBefore of the delivered export, as far as they are known: about as many the new one has */
export function compareStep({ step, part = 0, rows }: CompareProgress, rowsBefore: number): Step {
  switch (step) {
    case 'old':
      return {
        text: l10n.t('Reading what was delivered: {0}', rowsText(rows)),
        percent: 25 + Math.floor(25 * part),
      };
    case 'new': {
      const share = rowsBefore === 0 ? 0 : Math.min(1, rows / rowsBefore);
      return {
        text: l10n.t('Reading the export: {0}', rowsText(rows)),
        percent: 50 + Math.floor(30 * share),
      };
    }
    case 'match':
      return { text: l10n.t('Comparing rows'), percent: 80 + Math.floor(20 * part) };
  }
}
