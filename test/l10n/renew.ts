// Puts the translations into the order of the English texts, drops those of texts that are gone, and names what lacks.
// usage: npm run l10n, which renews the English texts first
import { existsSync, writeFileSync } from 'node:fs';
import { bundleFile, bundles, lacking, languages, readTexts, type Texts } from './languages';

for (const language of languages) {
  for (const bundle of bundles) {
    const english = readTexts(bundleFile(bundle));
    const file = bundleFile(bundle, language);
    const translated = existsSync(file) ? readTexts(file) : {};
    writeFileSync(file, `${JSON.stringify(inOrder(english, translated), undefined, 2)}\n`);
    for (const key of lacking(english, translated)) console.log(`${language} lacks, in ${bundle}: ${key}`);
  }
}

function inOrder(english: Texts, translated: Texts): Texts {
  return Object.fromEntries(
    Object.keys(english).flatMap((key) => {
      const text = translated[key];
      return text === undefined ? [] : [[key, text]];
    }),
  );
}
