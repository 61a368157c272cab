// Where the command line keeps what outlives a run: receipts, each person's own. The packages that know such folders
// (env-paths, xdg-basedir) have none for state, or know Linux alone; the rules are three lines.
import { posix, resolve, win32 } from 'node:path';
import type { Host } from './host';

const name = 's3-destinations';

/** The machine, as far as the folder depends on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The state folder. It may not be there yet. @param option what `--state DIR` says. Default: the host's */
export function stateFolder(host: Pick<Host, 'path' | 'stateFolder'>, option: string | undefined): string {
  return option === undefined ? host.stateFolder : resolve(host.path(option));
}

/**
 * Where the program keeps its state when it is not told: `$XDG_STATE_HOME/s3-destinations` or, without that variable,
 *   `~/.local/state/s3-destinations`; on macOS `~/Library/Application Support/s3-destinations`; on Windows
 *   `%LOCALAPPDATA%\s3-destinations`. Sources: "XDG Base Directory Specification" (which wants relative paths ignored);
 *   "File System Programming Guide" (Apple); "Known folders" (Microsoft)
 */
export function defaultStateFolder({ platform, home, env }: Machine): string {
  if (platform === 'win32')
    return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), name);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  const configured = env['XDG_STATE_HOME'] ?? '';
  const folder = posix.isAbsolute(configured) ? configured : posix.join(home, '.local', 'state');
  return posix.join(folder, name);
}
