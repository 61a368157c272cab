// What became of a push, in one word for a person.
import { l10n } from 'vscode';
import type { Outcome } from '../model/finishedRun';

export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'verified':
      return l10n.t('verified');
    case 'delivered':
      return l10n.t('delivered');
    case 'written':
      return l10n.t('written');
    case 'skipped':
      return l10n.t('skipped');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
  }
}
