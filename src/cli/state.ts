// Where the command line keeps what outlives a run: receipts, each person's own. The packages that know such folders
// (env-paths, xdg-basedir) have none for state, or know Linux alone; the rules are three lines.
import { posix, resolve, win32 } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Host } from './host';

const name = 's3-destinations';

/** The machine, as far as the folder depends on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Empty where the user has none. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Nothing tells where to keep what outlives a run. */
export class NoStateFolder extends Failure {
  constructor() {
    super('no-state-folder', {
      what: l10n.t('There is no folder to keep receipts in.'),
      why: l10n.t('The user that this program runs as has no home folder.'),
      next: l10n.t('Name a folder with --state DIR.'),
    });
  }
}

/** The state folder. It may not be there yet. @param option what `--state DIR` says. Default: the host's @throws NoStateFolder */
export function stateFolder(host: Pick<Host, 'path' | 'stateFolder'>, option: string | undefined): string {
  return option === undefined ? host.stateFolder() : resolve(host.path(option));
}

/**
 * Where the program keeps its state when it is not told: the first folder of `$STATE_DIRECTORY`, which systemd sets for its
 *   services; else `$XDG_STATE_HOME/s3-destinations` or, without that variable,
 *   `~/.local/state/s3-destinations`; on macOS `~/Library/Application Support/s3-destinations`; on Windows
 *   `%LOCALAPPDATA%\s3-destinations`. Sources: "XDG Base Directory Specification" (which wants relative paths ignored);
 *   systemd.exec(5); "File System Programming Guide" (Apple); "Known folders" (Microsoft)
 * @throws NoStateFolder
 */
export function defaultStateFolder({ platform, home, env }: Machine): string {
  if (platform === 'win32')
    return win32.join(env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), name);
  const [ofService = ''] = env['STATE_DIRECTORY']?.split(':') ?? [];
  if (posix.isAbsolute(ofService)) return ofService;
  const configured = env['XDG_STATE_HOME'] ?? '';
  if (platform !== 'darwin' && posix.isAbsolute(configured)) return posix.join(configured, name);
  if (!posix.isAbsolute(home)) throw new NoStateFolder();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  return posix.join(home, '.local', 'state', name);
}
