// Runs the program that pushes, in processes of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { buildSync } from 'esbuild';
import { join } from 'node:path';
import type { Job } from './pushProgram';

/** Builds the program. @returns its path */
export function buildPushProgram(folder: string): string {
  const outfile = join(folder, 'pushProgram.js');
  buildSync({
    entryPoints: [join(__dirname, 'pushProgram.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
}

export interface Running {
  readonly child: ChildProcess;
  /** Its last words; none when it was killed. */
  readonly ended: Promise<string>;
}

/** @param command what the program is run by; the path is added to it */
export function startPush(
  path: string,
  job: Job,
  command: readonly [string, ...string[]] = [process.execPath],
  env: NodeJS.ProcessEnv = {},
): Running {
  const [file, ...words] = command;
  const child = spawn(file, [...words, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, JOB: JSON.stringify(job) },
  });
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(text.trim())));
  return { child, ended };
}
