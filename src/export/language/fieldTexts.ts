// What is said of a segment's field, in words: its kinds of values, and how many records have one. Never a value.
import * as l10n from '@vscode/l10n';
import type { Field, FieldKind, Fields } from './fields';

const texts: Record<FieldKind, () => string> = {
  text: () => l10n.t('text'),
  number: () => l10n.t('number'),
  boolean: () => l10n.t('true or false'),
  list: () => l10n.t('list'),
  object: () => l10n.t('object'),
};

/** `text, number` */
export function kindsText({ kinds }: Field): string {
  return kinds.size === 0 ? l10n.t('no value') : [...kinds].map((kind) => texts[kind]()).join(', ');
}

/** How many of the records that were looked at have a value. */
export function shareText({ records }: Pick<Field, 'records'>, fields: Fields): string {
  const percent = percentText(records, fields.records);
  return fields.isWhole
    ? l10n.t('{0} of the records have a value here.', percent)
    : l10n.t('{0} of the first {1} records have a value here.', percent, fields.records);
}

/** Whole percents; all and none are said of exactly these alone. */
function percentText(part: number, whole: number): string {
  if (whole === 0) return '0%';
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 1) return '<1%';
  if (part < whole && percent > 99) return '>99%';
  return `${Math.round(percent)}%`;
}
