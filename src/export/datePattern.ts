// The moment in a name: `%DATETIME(pattern)%` with the letters of Java's and ICU's date patterns, and with the capitals that
// Adobe's pages write. Each run of letters is translated to one token of luxon, so that none of luxon's own gets through.
import * as l10n from '@vscode/l10n';
import { DateTime } from 'luxon';
import { Failure } from '../model/failure';

/** What `%DATETIME%` alone is. Source: Adobe's Destination SDK, "Batch configuration", file name macros. */
const defaultPattern = 'yyyyMMdd_HHmmss';

/** A date pattern has something that cannot be read, or that readers would take for different things. */
export class UnsupportedDatePattern extends Failure {
  constructor(part: string) {
    super('unsupported-date-pattern', {
      what: l10n.t('The date pattern in the name has {0}, which cannot be read.', part),
      why: l10n.t(
        "Known are y, M, d, DDD (the day of the year), H, h, m, s, S, a and E, and texts in quotes such as 'T'.",
      ),
      next: l10n.t('Correct the pattern, for example to %DATETIME(yyyyMMdd_HHmmss)%.'),
    });
  }
}

/** By a run's letter and length: luxon's token for it. */
const tokens: Readonly<Record<string, readonly (string | undefined)[]>> = {
  y: ['y', 'yy', undefined, 'yyyy'],
  // Java's Y is the year of the week. Adobe's own template, YYYYMMdd_HHmmss, means the year of the date.
  Y: ['y', 'yy', undefined, 'yyyy'],
  M: ['M', 'MM', 'MMM', 'MMMM', 'MMMMM'],
  d: ['d', 'dd'],
  // Java's DD is the day of the year, Adobe's the day of the month; a single D could be either.
  D: [undefined, 'dd', 'ooo'],
  H: ['H', 'HH'],
  h: ['h', 'hh'],
  m: ['m', 'mm'],
  s: ['s', 'ss'],
  // Digits of the second's fraction, as ICU has them.
  S: ['uuu', 'uu', 'SSS'],
  a: ['a'],
  E: ['EEE', 'EEE', 'EEE', 'EEEE', 'EEEEE'],
};

/** A quoted text (two quotes are one, inside and outside of it), a run of one letter, or other characters. */
const partPattern = /'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z']+)/y;

/**
 * The moment by a pattern, in UTC and US English.
 *
 * Adobe spells `MMDDYYYY_HHMMSS`: `M` and `MM` next after hours are minutes, `S` and `SS` next after minutes are seconds.
 * @throws UnsupportedDatePattern
 */
export function formatMoment(moment: Date, pattern = defaultPattern): string {
  const time = DateTime.fromJSDate(moment, { zone: 'utc' }).reconfigure({
    locale: 'en-US',
    numberingSystem: 'latn',
  });
  let [text, unit] = ['', ''];
  for (const [part, quoted, run, letter = ''] of partsOf(pattern)) {
    if (run === undefined) {
      text += quoted === undefined ? part : quoted.replaceAll("''", "'") || "'";
      continue;
    }
    unit = meantLetter(letter, run.length, unit);
    text += time.toFormat(tokenOf(unit, run));
  }
  return text;
}

function* partsOf(pattern: string): Generator<RegExpExecArray> {
  const parts = new RegExp(partPattern);
  while (parts.lastIndex < pattern.length) {
    const at = parts.lastIndex;
    const match = parts.exec(pattern);
    // Only a quote that is never closed is none of the parts.
    if (!match) throw new UnsupportedDatePattern(pattern.slice(at));
    yield match;
  }
}

/** @param before the letter of the run before this one */
function meantLetter(letter: string, length: number, before: string): string {
  if (letter === 'M' && length <= 2 && (before === 'H' || before === 'h')) return 'm';
  return letter === 'S' && before === 'm' ? 's' : letter;
}

function tokenOf(letter: string, run: string): string {
  const token = tokens[letter]?.[run.length - 1];
  if (token !== undefined) return token;
  // A moment has milliseconds; the digits beyond are zeros.
  if (letter === 'S' && run.length <= 9) return `SSS'${'0'.repeat(run.length - 3)}'`;
  throw new UnsupportedDatePattern(run);
}
