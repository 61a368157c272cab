// Numbers in the page's language.

const whole = new Intl.NumberFormat(document.documentElement.lang || undefined);
const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
});

export function count(number: number): string {
  return whole.format(number);
}

/** A share from 0 to 1. What is not all or nothing is never rounded to it. */
export function share(part: number, all: number): string {
  if (all === 0) return percent.format(0);
  const exact = part / all;
  if (exact > 0 && exact < 0.0005) return `< ${percent.format(0.001)}`;
  if (exact < 1 && exact > 0.9995) return `> ${percent.format(0.999)}`;
  return percent.format(exact);
}
