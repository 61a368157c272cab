// The texts for translators: the bundle holds all that the sources ask for by l10n.t, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = join(__dirname, '../..');

describe('l10n bundle', () => {
  it('is what the sources ask for (renew it with: npm run l10n)', async () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({
        extension: '.ts' as const,
        contents: readFileSync(join(root, 'src', name), 'utf8'),
      }));
    const bundle: unknown = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.json'), 'utf8'));
    assert.deepEqual(bundle, await getL10nJson(files));
  });
});
