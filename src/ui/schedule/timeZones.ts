// The time zones that a schedule may be in, for a list that can be searched.
import { l10n } from 'vscode';
import type { Choice } from '../pages';

/** UTC, the zone of this machine, and all others, each with how far it is from UTC at a moment. */
export function timeZoneChoices(moment: Date): Choice[] {
  const own = machineZone();
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== own && zone !== 'UTC');
  const choice = (value: string, note?: string): Choice => ({
    value,
    label: value,
    description: [offsetText(value, moment), note].filter(Boolean).join(' · '),
  });
  return [
    { value: 'UTC', label: 'UTC', description: l10n.t("as Adobe's schedules") },
    ...(own === 'UTC' ? [] : [choice(own, l10n.t('the time zone of this machine'))]),
    ...others.map((zone) => choice(zone)),
  ];
}

/** Also names that no list has, as those that a zone had earlier. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `GMT+1` */
function offsetText(timeZone: string, moment: Date): string | undefined {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    moment,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}
