// Findings in a few words.
import { l10n } from 'vscode';
import { countOf } from '../export/findings/count';
import { rules } from '../export/findings/rules';
import type { Findings } from '../model/finding';
import { countText } from './localFigures';

/** `3 warnings, 0 errors`. What is information alone is not counted. */
export function findingsText(findings: Findings): string {
  const [warnings, errors] = [countOf(findings, 'warning'), countOf(findings, 'error')];
  return l10n.t(
    '{0}, {1}',
    warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', countText(warnings)),
    errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', countText(errors)),
  );
}

/** One line a rule: `formula: texts that a spreadsheet would run as a formula: 12`. Errors come first, information last. */
export function ruleTexts({ counts }: Findings): string[] {
  const order = ['error', 'warning', 'information'];
  return [...counts]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .map(({ rule, count }) => {
      const title = rules.find(({ name }) => name === rule)?.title() ?? rule;
      return l10n.t('{0} ({1}): {2}', title, rule, countText(count));
    });
}
