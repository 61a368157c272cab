// Type-checked lint, and the walls of the house: which room may import which.
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const room = (...names) => names.map((name) => `**/${name}/**`);
const aws = { group: ['@aws-sdk/*', '@smithy/*'], message: 'Only delivery/ knows AWS.' };
const vscode = { group: ['vscode'], message: 'Only ui/ and extension.ts know VS Code.' };
const ui = { group: room('ui'), message: 'Nothing imports ui/ but extension.ts.' };

/** A wall: the files of a room may not import what the patterns name. */
const wall = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });
const flow = (...names) => ({ group: room(...names), message: 'Data flows segment -> export -> delivery.' });

export default tseslint.config(
  { ignores: ['**/dist/', '**/out/', '**/node_modules/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ],
    },
  },
  wall(['src/**'], aws, vscode, ui),
  wall(
    ['src/model/**'],
    aws,
    vscode,
    ui,
    flow('segment', 'export', 'kernel', 'delivery', 'schedule', 'webview'),
  ),
  wall(['src/segment/**'], aws, vscode, ui, flow('export', 'kernel', 'delivery', 'schedule')),
  wall(['src/{export,kernel}/**'], aws, vscode, ui, flow('delivery', 'schedule')),
  wall(['src/delivery/**'], vscode, ui),
  wall(['src/ui/**'], aws),
  wall(['src/extension.ts'], aws),
  {
    files: ['src/{model,segment,export,kernel}/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  prettier,
);
