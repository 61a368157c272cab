// What a person is told who has asked for a scheduled run. How it failed was told already.
import { l10n, window } from 'vscode';
import type { RunResult } from '../../schedule/scheduledExport';
import { plainText } from '../plainText';
import { outcomeText } from '../pushOutcome';
import type { WindowExport } from './scheduledExports';

/** In milliseconds. */
const shownFor = 5000;

export function tellAsked({ name }: WindowExport, results: readonly RunResult[]): void {
  const last = results.at(-1);
  if (last?.kind === 'delivered') window.setStatusBarMessage(outcomeText(last.receipt), shownFor);
  const text = textOf(name, last);
  if (text !== undefined) void window.showInformationMessage(plainText(text));
}

/** Undefined where it is seen otherwise. */
function textOf(name: string, last: RunResult | undefined): string | undefined {
  if (last?.kind === 'busy')
    return l10n.t('{0} is being exported already, here or by another program.', name);
  if (last && last.kind !== 'passedOver') return undefined;
  return l10n.t('Nothing of {0} is due: its runs are delivered or passed over.', name);
}
