// Names, sizes and times as a person reads them, in their language and time zone.

/**
 * A long name without its middle: what tells objects apart stands at the ends, and what follows the name stays in sight.
 * `amazon-s3_segment1234…_20261122060000.csv`
 */
export function shortName(name: string): string {
  return name.length <= 42 ? name : `${name.slice(0, 21)}…${name.slice(-20)}`;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `12.4 MB`, `512 bytes`. A megabyte is 1,000,000 bytes. */
export function formatBytes(bytes: number, locale: string): string {
  const size = (power: number) => Math.round((bytes / 1000 ** power) * 10) / 10;
  // Judged after rounding: 999,960 bytes are 1 MB, not 1,000 kB.
  const power = units.findIndex((_, power) => size(power) < 1000 || power === units.length - 1);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(size(power));
}

/**
 * `today 06:00`, `yesterday 06:00`, `22 Nov, 06:00`, and with the year when it is another one.
 * @param timeZone IANA name; default: the person's own
 */
export function formatTime(time: Date, now: Date, locale: string, timeZone?: string): string {
  const clock = new Intl.DateTimeFormat(locale, { ...twoDigits, timeZone }).format(time);
  const [day, today] = [calendarDay(time, timeZone), calendarDay(now, timeZone)];
  const daysAgo = Math.round((today.getTime() - day.getTime()) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysAgo, 'day')} ${clock}`;
  }
  const sameYear = day.getUTCFullYear() === today.getUTCFullYear();
  return new Intl.DateTimeFormat(locale, {
    ...twoDigits,
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
    timeZone,
  }).format(time);
}

/** `in 3 hr.`, in minutes, hours or days, whichever says it in a small number. What is past is now. */
export function formatUntil(time: Date, now: Date, locale: string): string {
  const minutes = Math.max(0, Math.round((time.getTime() - now.getTime()) / 60_000));
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short' });
  if (minutes < 90) return format.format(minutes, 'minute');
  if (minutes < 36 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
}

/** `0.4 sec`, `9 sec`, `2 min 5 sec`, `1 hr 2 min`. @param ms milliseconds */
export function formatDuration(ms: number, locale: string): string {
  const text = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
  if (ms < 9950) return text(ms / 1000, 'second');
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return text(seconds, 'second');
  if (minutes < 60) return `${text(minutes, 'minute')} ${text(seconds % 60, 'second')}`;
  return `${text(Math.floor(minutes / 60), 'hour')} ${text(minutes % 60, 'minute')}`;
}

/** `2026-11-22 06:00:00 UTC`. */
export function formatUtc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const twoDigits = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Midnight, in UTC, of the day that a calendar on the wall of the time zone shows. */
function calendarDay(time: Date, timeZone: string | undefined): Date {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  }).formatToParts(time);
  const part = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day')));
}
