// Words as the programs that read generated files take them: each comes out as it went in. None has a line break.
import * as l10n from '@vscode/l10n';
import { UnwritablePath } from './unattended';

const plain = /^[\w./:=@+-]+$/;

/** For a POSIX shell. */
export function shellWord(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** For a shell on GitHub, which would put the value of an expression in the place of `${{`. */
export function githubWord(word: string): string {
  return shellWord(word).replaceAll('${{', () => "$''{{");
}

/**
 * For a shell that cron starts: there, a `%` would be a line break.
 * @throws UnwritablePath for a backslash, which crons read in different ways
 */
export function cronWord(word: string): string {
  if (word.includes('\\')) throw new UnwritablePath(word, l10n.t('It has a backslash.'));
  return shellWord(word).replaceAll('%', String.raw`\%`);
}

/** For a command of systemd, which puts values in the place of `%` and `$`. */
export function systemdWord(word: string): string {
  return systemdProgram(word).replaceAll('$', '$$$$');
}

/** For the first word of a command, whose `$` systemd leaves alone. */
export function systemdProgram(path: string): string {
  return plain.test(path) ? path : `"${systemdPath(path).replace(/["\\]/g, String.raw`\$&`)}"`;
}

/** For a path that is all of a setting. */
export function systemdPath(path: string): string {
  return path.replaceAll('%', '%%');
}
