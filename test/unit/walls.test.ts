// The walls of the house hold: the project's own lint refuses what a room may not import or use, and nothing else.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(__dirname, '../..');
const imports = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';
const properties = 'no-restricted-properties';
const moment = 'export const moment = ';

/** Where the code stands, the code, and the rule that refuses it; none where it is allowed. */
const table: readonly (readonly [file: string, code: string, rule?: string])[] = [
  ['segment/x.ts', `import 'vscode';`, imports],
  ['segment/x.ts', `export { Uri } from 'vscode';`, imports],
  ['segment/x.ts', `await import('vscode');`, syntax],
  ['segment/x.ts', `require('vscode');`, '@typescript-eslint/no-require-imports'],
  ['segment/x.ts', `export type U = import('vscode').Uri;`, '@typescript-eslint/consistent-type-imports'],
  ['segment/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['segment/x.ts', `await import('@aws-sdk/client-s3');`, syntax],
  ['segment/x.ts', `import '../delivery/push';`, imports],
  ['segment/x.ts', `await import('../delivery/push');`, syntax],
  ['segment/x.ts', `const name = '../delivery/push'; await import(name);`, syntax],
  ['segment/x.ts', 'await import(`vscode`);', syntax],
  ['segment/x.ts', `import '../export/run';`, imports],
  ['segment/x.ts', `import '../model/segment';`],
  ['model/x.ts', `import '../segment/records';`, imports],
  ['model/x.ts', `import '../export/run';`, imports],
  ['model/x.ts', `import './format';`],
  ['export/x.ts', `import '../delivery/push';`, imports],
  ['export/x.ts', `import '../schedule/due';`, imports],
  ['export/x.ts', `import '../segment/records';`],
  ['kernel/x.ts', `import '../delivery/push';`, imports],
  ['kernel/x.ts', `import '../export/run';`],

  ['delivery/x.ts', `import '@aws-sdk/client-s3';`],
  ['delivery/x.ts', `await import('./sdk');`],
  ['delivery/x.ts', `await import('@aws-sdk/client-s3');`, syntax],
  ['delivery/x.ts', `import '../export/run';`],
  ['delivery/x.ts', `import 'vscode';`, imports],
  ['delivery/x.ts', `import '../ui/tree';`, imports],
  ['delivery/x.ts', `import '../cli/push';`, imports],

  ['ui/x.ts', `import 'vscode';`],
  ['ui/x.ts', `import '../delivery/push';`],
  ['ui/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['ui/x.ts', `import '@aws-crypto/crc32';`, imports],
  ['ui/x.ts', `import '@smithy/types';`, imports],
  ['ui/x.ts', `import '../delivery/sdk';`, imports],
  ['ui/x.ts', `await import('@aws-sdk/client-s3');`, syntax],
  ['ui/x.ts', `import '../cli/push';`, imports],
  ['ui/tasks/x.ts', `import '../../cli/run'; import 'vscode';`],
  ['ui/tasks/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['extension.ts', `import './ui/tree'; import 'vscode';`],
  ['extension.ts', `import '@aws-sdk/client-s3';`, imports],
  ['extension.ts', `import './cli/push';`, imports],

  ['webview/x.ts', `import './grid'; import '../model/columnProfile'; import 'regular-table';`],
  ['webview/x.ts', `import 'vscode';`, imports],
  ['webview/x.ts', `import 'node:fs';`, imports],
  ['webview/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['webview/x.ts', `import '../ui/tree';`, imports],
  ['webview/x.ts', `import '../cli/push';`, imports],
  ...['segment', 'export', 'kernel', 'delivery', 'schedule'].map(
    (room) => ['webview/x.ts', `import '../${room}/x';`, imports] as const,
  ),

  ['ui/x.ts', `import { window } from 'vscode'; void window.showErrorMessage('No.');`, properties],
  ['ui/showFailure.ts', `import { window } from 'vscode'; void window.showErrorMessage('No.');`],

  ['cli.ts', `import './cli/push';`],
  ['cli.ts', `import './ui/tree';`, imports],
  ['cli/x.ts', `import './push'; import '../delivery/push';`],
  ['cli/x.ts', `process.chdir('/');`, 'no-restricted-globals'],
  ['cli/programHost.ts', `process.cwd();`],
  ['cli/x.ts', `import '../ui/tree';`, imports],
  ['cli/x.ts', `import 'vscode';`, imports],
  ['cli/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['room/x.ts', `import '../ui/tree';`, imports],
  ['room/x.ts', `import '@aws-sdk/client-s3';`, imports],
  ['room/x.ts', `await import('vscode');`, syntax],

  ['room/x.ts', `export default 1;`, syntax],
  ['model/x.ts', `export default 1;`, syntax],
  ['model/x.ts', `export * from './format';`, syntax],
  ['delivery/x.ts', `export * from './push';`, syntax],

  ...['model', 'segment', 'export', 'kernel'].flatMap((room) => [
    [`${room}/x.ts`, `${moment}new Date();`, syntax] as const,
    [`${room}/x.ts`, `${moment}new Date(0);`] as const,
    [`${room}/x.ts`, `${moment}Date();`, syntax] as const,
    [`${room}/x.ts`, `${moment}Date.now();`, properties] as const,
    [`${room}/x.ts`, `${moment}performance.now();`, properties] as const,
    [`${room}/x.ts`, `${moment}process.hrtime();`, properties] as const,
    [`${room}/x.ts`, `export const id = Math.random();`, properties] as const,
    [`${room}/x.ts`, `export const id = crypto.randomUUID();`, properties] as const,
    [`${room}/x.ts`, `export const id = globalThis.crypto.randomUUID();`, properties] as const,
    [`${room}/x.ts`, `import { randomUUID } from 'node:crypto'; randomUUID();`, imports] as const,
    [`${room}/x.ts`, `import { randomBytes } from 'crypto'; randomBytes(1);`, imports] as const,
    [`${room}/x.ts`, `import { createHash } from 'node:crypto'; createHash('sha256');`] as const,
  ]),
  ['delivery/x.ts', `${moment}new Date();`],
  ['ui/x.ts', `${moment}performance.now();`],
];

describe('the walls of the house', () => {
  // Without types, as these files are not there; no wall needs them.
  const lint = new ESLint({
    cwd: root,
    overrideConfig: tseslint.configs.disableTypeChecked as NonNullable<ESLint.Options['overrideConfig']>,
  });

  for (const [file, code, rule] of table)
    it(`${rule ? 'refuse' : 'allow'} in ${file}: ${code}`, async () => {
      const [result] = await lint.lintText(`${code}\n`, { filePath: join(root, 'src', file) });
      const rules = result?.messages.map(({ ruleId, message }) => ruleId ?? message);
      assert.deepEqual(rules, rule ? [rule] : []);
    });
});
