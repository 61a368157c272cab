// The languages that the extension speaks beside English, and what is wrong with a translation of its texts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Texts = Readonly<Record<string, string>>;

export const languages = ['de', 'ja'] as const;

/** Files of texts, without language and extension: those of the manifest, and those of the code. */
export const bundles = ['package.nls', 'l10n/bundle.l10n'] as const;

const root = join(__dirname, '../..');

/** Where the texts of a bundle are. @param language default: English */
export function bundleFile(bundle: string, language?: string): string {
  return join(root, `${[bundle, language].filter(Boolean).join('.')}.json`);
}

export function readTexts(file: string): Texts {
  return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

/** The keys of texts that a language lacks. */
export function lacking(english: Texts, translated: Texts): string[] {
  return Object.keys(english).filter((key) => !(key in translated));
}

/** Translations of texts that are there, and whose placeholders, links or code are others than in English. */
export function distorted(english: Texts, translated: Texts): string[] {
  return Object.entries(translated)
    .filter(([key, text]) => {
      const original = english[key];
      return original !== undefined && !sameElements(partsToKeep(original), partsToKeep(text));
    })
    .map(([key]) => key);
}

/** Placeholders, product icons, the targets of links, macros and code, sorted. */
function partsToKeep(text: string): string[] {
  return text.match(/\{\d+\}|\$\([^)]*\)|\]\([^)]*\)|%[A-Z_]+(?:\([^)]*\))?%|`[^`]+`/g)?.sort() ?? [];
}

function sameElements(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

/** Texts that a language has as English has them. */
const sameAsEnglish: Readonly<Record<(typeof languages)[number], readonly string[]>> = {
  de: ['Bytes', 'Null', 'Minimum', 'Maximum', 'Name', 'Bucket', 'Region', 'Format', 'Definition', 'Segment'],
  ja: ['null', 'S3 URI'],
};
/** Names, which have no translation. */
const names = ['S3 Destinations', 'Amazon S3', 'UTF-8', 'JSON'];

/** The keys of texts with words that were left in English, and are not the same in the language. */
export function untranslated(
  english: Texts,
  translated: Texts,
  language: (typeof languages)[number],
): string[] {
  const same = [...names, ...sameAsEnglish[language]];
  return Object.keys(translated).filter((key) => {
    const text = english[key] ?? '';
    return translated[key] === text && hasWords(text) && !same.includes(text);
  });
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\d+\}/g, ''));
}
