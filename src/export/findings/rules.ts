// All rules in one table. Their names stand in settings and in the documentation; a unit test holds these to the table.
import * as l10n from '@vscode/l10n';
import type { Severity } from '../../model/finding';
import { collidingHeaders } from './collidingHeaders';
import { corruptingValue } from './corruptingValue';
import { destinationSecret } from './destinationSecret';
import { emptyColumn } from './emptyColumn';
import { mixedTypes } from './mixedTypes';
import { card, email, iban, nationalId, phone } from './personal';
import { longNumberText, lostPrecision } from './precision';
import type { Rule } from './rule';
import { formula, leadingZero } from './spreadsheet';
import { lineBreak, outerSpace } from './whiteSpace';

/** What a person sets for some rules, by name: another severity, or off. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

const choices = ['error', 'warning', 'information', 'off'] as const;

/** What a setting says, as far as it says something: what is no choice counts as not set. */
export function readRuleSettings(settings: unknown): RuleSettings {
  if (typeof settings !== 'object' || settings === null) return {};
  const chosen = Object.entries(settings).flatMap(([name, value]) => {
    const choice = choices.find((each) => each === value);
    return choice ? [[name, choice] as const] : [];
  });
  return Object.fromEntries(chosen);
}

/** Says what is wrong with such a setting, or nothing. */
export function ruleSettingsProblem(settings: unknown): string | undefined {
  if (settings === undefined) return undefined;
  if (typeof settings !== 'object' || settings === null) return l10n.t('It is not an object.');
  const known = readRuleSettings(settings);
  for (const name of Object.keys(settings)) {
    if (!rules.some((rule) => rule.name === name)) return l10n.t('There is no rule "{0}".', name);
    if (!(name in known)) return l10n.t('The rule "{0}" is one of {1}.', name, choices.join(', '));
  }
  return undefined;
}

/** A rule about what ends the reading of a segment: its name is the failure's code. */
function ending(name: string, title: () => string): Rule {
  return { name, severity: 'error', title, checkOf: () => undefined };
}

export const rules: readonly Rule[] = [
  ending('ragged-row', () => l10n.t('rows with more or fewer fields than the header')),
  ending('bad-quotes', () => l10n.t('quotes that do not match')),
  ending('not-json', () => l10n.t('records that are not JSON')),
  ending('not-a-record', () => l10n.t('JSON that is no object')),
  ending('not-utf8', () => l10n.t('bytes that are not UTF-8')),
  ending('half-character', () => l10n.t('values that no encoding can write')),
  corruptingValue,
  destinationSecret,
  mixedTypes,
  emptyColumn,
  lostPrecision,
  longNumberText,
  formula,
  leadingZero,
  lineBreak,
  outerSpace,
  collidingHeaders,
  email,
  phone,
  card,
  iban,
  nationalId,
];

/** How a rule reports, or `off`. An unknown one is about a failure that has no rule of its own: an error. */
export function severityOf(name: string, settings: RuleSettings): Severity | 'off' {
  return settings[name] ?? rules.find((rule) => rule.name === name)?.severity ?? 'error';
}
