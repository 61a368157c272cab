// A time in a record, as a number by which records are compared.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import { NumberText } from '../segment/numberText';
import type { JsonValue } from '../segment/records';

export class UnreadableTime extends Failure {
  constructor(
    readonly line: number,
    text: string,
  ) {
    super(
      'unreadable-time',
      {
        what: l10n.t('The time of the record at line {0} cannot be read.', line),
        why: l10n.t(
          'Times are in ISO 8601, such as 2021-03-10T10:03:08Z, or in seconds or milliseconds since 1970.',
        ),
        next: l10n.t('Correct that value, or deduplicate by another "time".'),
      },
      { excerpt: text.slice(0, 60) },
    );
  }
}

/** ISO 8601 with a space for the T, too, as in Adobe's examples. */
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Unix times below this are in seconds: as milliseconds they would lie before March 1973. */
const smallestMilliseconds = 100_000_000_000;

/**
 * Microseconds since 1970; what is finer is cut off. A time without a zone is UTC.
 * @returns undefined for what is no time
 */
export function timeOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number' || value instanceof NumberText) return unixTime(Number(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^\d{10,13}$/.test(text) ? unixTime(Number(text)) : isoTime(text);
}

function unixTime(number: number): number | undefined {
  if (!Number.isFinite(number)) return undefined;
  return Math.floor(number * (Math.abs(number) < smallestMilliseconds ? 1_000_000 : 1000));
}

function isoTime(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const date = `${year}-${month}-${day}`;
  const milliseconds = Date.parse(`${date}T${hour}:${minute}:${second}${wholeZone(zone)}`);
  // JavaScript takes 31 February for 3 March.
  const isADay = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  if (Number.isNaN(milliseconds) || !isADay) return undefined;
  return milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** `+01` and `+0100` as JavaScript takes them: `+01:00`. */
function wholeZone(zone: string): string {
  const digits = zone.slice(1).replace(':', '');
  return digits === '' ? 'Z' : `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2).padEnd(2, '0')}`;
}
