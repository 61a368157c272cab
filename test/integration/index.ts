// The suite that runs inside an extension host, desktop VS Code's and ours alike: VS Code calls `run`.
// Bundled to out/integration/index.js with every *.test.ts of this folder; mocha stays outside.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { version } from 'vscode';
import { createMocha, runMocha, suiteBegins } from '../host/mocha';

/** Where the tests' sources are, seen from the bundle. */
const sources = join(__dirname, '..', '..', 'test', 'integration');

/** Runs all tests, by the names of their files. Writes their counts into the file that `S3D_TEST_COUNTS` names. */
export async function run(): Promise<void> {
  console.log(`${suiteBegins}VS Code ${version}, Node ${process.version}`);
  const mocha = createMocha(60_000);
  // Defines describe, it and the like, which the tests use as soon as they are imported.
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  for (const name of readdirSync(sources).sort()) {
    const test = /^(.*)\.test\.ts$/.exec(name)?.[1];
    // The bundler sees a pattern here and takes in all files that match it.
    if (test !== undefined) await import(`./${test}.test.ts`);
  }
  const { failed } = await runMocha(mocha, process.env['S3D_TEST_COUNTS']);
  if (failed) throw new Error(`${failed} tests failed.`);
}
