// Where the command line keeps what outlives a run: receipts, each person's own. The packages that know such folders
// (env-paths, xdg-basedir) have none for state, or know Linux alone; the rules are three lines.
import { homedir } from 'node:os';
import { posix, resolve, win32 } from 'node:path';

const name = 's3-destinations';

/** The machine, as far as the folder depends on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The state folder. It may not be there yet.
 * @param option what `--state DIR` says. Default: `$XDG_STATE_HOME/s3-destinations` or, without that variable,
 *   `~/.local/state/s3-destinations`; on macOS `~/Library/Application Support/s3-destinations`; on Windows
 *   `%LOCALAPPDATA%\s3-destinations`. Sources: "XDG Base Directory Specification" (which wants relative paths ignored);
 *   "File System Programming Guide" (Apple); "Known folders" (Microsoft)
 */
export function stateFolder(option: string | undefined, machine: Machine = thisMachine()): string {
  return option === undefined ? defaultFolder(machine) : resolve(option);
}

function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), env: process.env };
}

function defaultFolder({ platform, home, env }: Machine): string {
  if (platform === 'win32')
    return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  const configured = env['XDG_STATE_HOME'] ?? '';
  const folder = posix.isAbsolute(configured) ? configured : posix.join(home, '.local', 'state');
  return posix.join(folder, name);
}
