// Child processes and temporary folders that never outlive this one: what is still there when it ends, be it by
// Ctrl+C or by an error, is ended and removed then.
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const leftovers = new Set<() => void>();

process.on('exit', () => leftovers.forEach((clear) => clear()));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => process.exit(code));

/** Has `clear` called when this process ends, unless the function returned is called before. */
function atExit(clear: () => void): () => void {
  leftovers.add(clear);
  return () => leftovers.delete(clear);
}

/** A new folder below the system's temporary one. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder and all that is in it; if never called, the end of this process does it. */
  remove(): void;
}

/** Makes a temporary folder. Its path is short: a socket's path, which has to fit in, ends at 107 bytes. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 's3d-'));
  const clear = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  const forget = atExit(clear);
  const remove = (): void => {
    forget();
    clear();
  };
  return { path, remove };
}

/** Runs a command and resolves to its exit code, or to the name of the signal that ended it. */
export function exitOf(
  command: string,
  commandArguments: string[],
  options: SpawnOptions = {},
): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, { stdio: 'inherit', ...options });
    const forget = atExit(() => child.kill());
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      forget();
      resolve(code ?? signal ?? 'SIGKILL');
    });
  });
}

/** Runs a command. @throws Error if it does not end with 0 */
export async function run(
  command: string,
  commandArguments: string[],
  options?: SpawnOptions,
): Promise<void> {
  const exit = await exitOf(command, commandArguments, options);
  if (exit !== 0) throw new Error(`${command} ${commandArguments.join(' ')}: ended with ${exit}`);
}

/** A program in the background, with its own process group. */
export interface Background {
  /** True once it has ended, whoever ended it. */
  readonly ended: boolean;
  /** Ends the group: politely first, by force after 8 seconds. */
  stop(): Promise<void>;
}

/** Starts a program that runs until it is stopped, or until this process ends. */
export function background(
  command: string,
  commandArguments: string[],
  options: SpawnOptions = {},
): Background {
  const child = spawn(command, commandArguments, { ...options, detached: true });
  let ended = false;
  const forget = atExit(() => killGroup(child, 'SIGKILL'));
  const end = new Promise<void>((resolve) => {
    const done = (): void => {
      // What is left of its group has no use without it.
      killGroup(child, 'SIGKILL');
      forget();
      ended = true;
      resolve();
    };
    child.once('exit', done);
    child.once('error', done);
  });
  return {
    get ended() {
      return ended;
    },
    async stop() {
      if (ended) return;
      killGroup(child, 'SIGTERM');
      const force = setTimeout(() => killGroup(child, 'SIGKILL'), 8000);
      await end;
      clearTimeout(force);
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
