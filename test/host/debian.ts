// Packages of the system that the tests need: installed where that is possible without asking, else asked for.
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './processes';

/** The path of the first of these programs that the PATH has. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs packages by apt-get, when this is Debian (or its like) and we are root.
 * @param need what is missing and what to do about it, said in the error
 * @throws Error where they cannot be installed
 */
export async function aptInstall(packages: string[], need: string): Promise<void> {
  const debian = existsSync('/etc/debian_version') && findProgram('apt-get');
  if (!debian || process.getuid?.() !== 0) throw new Error(need);
  console.log(`Installing ${packages.join(', ')} by apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt-get may be at work on the machine: wait for its lock, and for one of ours when it fetches lists, for
  // whose lock apt-get itself does not wait.
  const lock = ['--no-fork', join(tmpdir(), 's3-destinations-apt.lock'), 'apt-get'];
  const apt = (...rest: string[]): Promise<void> =>
    run('flock', [...lock, '-qq', '-o', 'DPkg::Lock::Timeout=300', ...rest], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...packages);
}
