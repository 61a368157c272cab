// The pseudo-locale: every text as it is, with accents on all its letters. Where a person reads a letter without one, it is data,
// VS Code's own, or a text that has escaped translation.

/** A language tag for private use, as systems have it for this purpose. */
export const pseudoLanguage = 'qps-ploc';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = [...'áƀçďéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁɃÇĎÉƑĜĤÍĴĶĻⱮÑÓÞǪŔŠŢÚṼŴẊÝŽ'];

/** Placeholders, the targets of links, product icons, macros and code: what a translation leaves as it is. */
const kept = /\{\d+\}|\]\([^)]*\)|\$\([^)]*\)|%[^%\s]+%|`[^`]*`/g;

/** The text with accents. */
export function pseudo(text: string): string {
  let end = 0;
  let result = '';
  for (const { 0: part, index } of text.matchAll(kept)) {
    result += withAccents(text.slice(end, index)) + part;
    end = index + part.length;
  }
  return result + withAccents(text.slice(end));
}

/** A whole bundle with accents. */
export function pseudoTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
}

function withAccents(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter);
}
