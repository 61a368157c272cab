// Gives a server a display language: a language pack without texts, so that VS Code's own stay English and the extension's are
// those that it brings. For the pseudo-locale those are made here.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pseudoLanguage, pseudoTexts } from '../l10n/pseudo';

/**
 * Registers the language with a server that is not running yet, and has its extensions installed.
 * @param language as in the names of bundles, for example `de`
 */
export function addLanguage(dataFolder: string, language: string): void {
  const texts = join(dataFolder, `vscode.${language}.json`);
  writeJson(texts, { contents: {} });
  const hash = createHash('md5').update(language).digest('hex');
  // VS Code asks which extension a language comes from, and does not look for it.
  const extensions = [{ extensionIdentifier: { id: `tests.language-${language}` }, version: '1.0.0' }];
  const pack = { hash, extensions, translations: { vscode: texts }, label: language };
  writeJson(join(dataFolder, 'languagepacks.json'), { [language]: pack });
  if (language === pseudoLanguage) addPseudoTexts(join(dataFolder, 'extensions'));
}

function addPseudoTexts(extensions: string): void {
  const name = readdirSync(extensions).find((each) => each.startsWith('s3-destinations.'));
  if (name === undefined) throw new Error(`The extension is not in ${extensions}.`);
  for (const bundle of ['package.nls', 'l10n/bundle.l10n']) {
    const file = join(extensions, name, bundle);
    const english = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Record<string, string>;
    writeJson(`${file}.${pseudoLanguage}.json`, pseudoTexts(english));
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
