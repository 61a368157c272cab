// The texts for translators: the bundle holds all that the sources ask for by l10n.t, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { bundleFile, bundles, distorted, languages, readTexts, untranslated } from '../l10n/languages';

const root = join(__dirname, '../..');

describe('l10n bundle', () => {
  it('is what the sources ask for (renew it with: npm run l10n)', async () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({
        extension: '.ts' as const,
        contents: readFileSync(join(root, 'src', name), 'utf8'),
      }))
      // Parsing is slow.
      .filter(({ contents }) => contents.includes('l10n'));
    const bundle: unknown = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.json'), 'utf8'));
    assert.deepEqual(bundle, await getL10nJson(files));
  }).timeout(300_000);
});

for (const language of languages) {
  describe(`l10n of ${language}`, () => {
    for (const bundle of bundles) {
      const english = readTexts(bundleFile(bundle));
      const translated = readTexts(bundleFile(bundle, language));

      it(`has each text of ${bundle}, and no other (what lacks is named by: npm run l10n)`, () => {
        assert.deepEqual(Object.keys(translated), Object.keys(english));
      });

      it(`says nothing of ${bundle} in English`, () => {
        assert.deepEqual(untranslated(english, translated, language), []);
      });

      it(`keeps the placeholders, icons, links, macros and code of ${bundle}`, () => {
        assert.deepEqual(distorted(english, translated), []);
      });

      it(`raises its voice nowhere in ${bundle}`, () => {
        assert.deepEqual(
          Object.values(translated).filter((text) => /[!！]/.test(text)),
          [],
        );
      });
    }
  });
}
