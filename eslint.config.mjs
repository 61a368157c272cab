// Type-checked lint, and the walls of the house: which room may import which. test/unit/walls.test.ts tries each wall.
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const room = (...names) => names.map((name) => `**/${name}/**`);
const aws = {
  group: ['@aws-sdk/*', '@aws-crypto/*', '@smithy/*', '**/delivery/sdk'],
  message: 'Only delivery/ knows AWS.',
};
const vscode = { group: ['vscode'], message: 'Only ui/ and extension.ts know VS Code.' };
const ui = { group: room('ui'), message: 'Nothing imports ui/ but extension.ts.' };
const cli = { group: room('cli'), message: 'Nothing imports cli/ but cli.ts and ui/tasks/.' };
const node = { group: ['node:*'], message: 'webview/ runs in a web page.' };
const outside = [aws, vscode, ui, cli];
const later = ['export', 'kernel', 'delivery', 'schedule'];
const flow = (...names) => ({ group: room(...names), message: 'Data flows segment -> export -> delivery.' });
const chance = {
  group: ['crypto', 'node:crypto'],
  importNamePattern: '^(random|getRandomValues|webcrypto|generateKey)',
  message: 'Randomness comes in as an argument.',
};

/** A wall: the files of a room may not import what the patterns name. */
const wall = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

/** Syntax that is refused in some files. ESLint adds no two such rules together: each repeats what holds everywhere. */
const refuse = (files, ...selectors) => ({
  files,
  rules: {
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
      { selector: 'ExportAllDeclaration', message: 'No barrels.' },
      ...selectors,
    ],
  },
});
// The walls do not see what `import()` loads.
const lateImport = {
  selector: 'ImportExpression:not([source.value="./sdk"])',
  message: 'import() is for the AWS SDK alone, as `./sdk`.',
};
const clock = {
  selector: ':matches(NewExpression[arguments.length=0], CallExpression)[callee.name="Date"]',
  message: 'Time comes in as an argument.',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/out/', '**/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
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
    },
  },
  refuse(['**/*.ts']),
  refuse(['src/**'], lateImport),
  refuse(['src/{model,segment,export,kernel}/**'], lateImport, clock),
  wall(['src/**'], ...outside),
  wall(['src/model/**'], ...outside, flow('segment', ...later, 'webview'), chance),
  wall(['src/segment/**'], ...outside, flow(...later), chance),
  wall(['src/{export,kernel}/**'], ...outside, flow('delivery', 'schedule'), chance),
  wall(['src/delivery/**'], vscode, ui, cli),
  wall(['src/webview/**'], ...outside, flow('segment', ...later), node),
  wall(['src/{cli.ts,cli/**}'], aws, vscode, ui),
  wall(['src/scan.ts'], aws, vscode, ui, cli, flow('delivery', 'schedule')),
  wall(['src/{extension.ts,ui/**}'], aws, cli),
  wall(['src/ui/tasks/**'], aws),
  {
    files: ['src/ui/**'],
    ignores: ['src/ui/showFailure.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'showErrorMessage', message: 'Errors are shown by showFailure alone.' },
      ],
    },
  },
  {
    files: ['src/cli/**'],
    ignores: ['src/cli/programHost.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'What the command line needs from outside is in its host.' },
      ],
    },
  },
  {
    files: ['src/{model,segment,export,kernel}/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clock.message },
        { object: 'DateTime', property: 'now', message: clock.message },
        { object: 'performance', property: 'now', message: clock.message },
        { object: 'process', property: 'hrtime', message: clock.message },
        { object: 'Math', property: 'random', message: chance.message },
        { property: 'randomUUID', message: chance.message },
        { property: 'randomBytes', message: chance.message },
        { property: 'getRandomValues', message: chance.message },
      ],
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  prettier,
);
