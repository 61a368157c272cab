// Programs that Debian packages: from the PATH, or else unpacked into the cache, which needs no root.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../host/debian';
import { exitOf } from '../host/processes';
import { benchFolder } from './data';
import { quote } from './measure';

export interface Program {
  /** The beginning of a command line that starts it. */
  readonly start: string;
  /** As it tells it itself. */
  readonly version: string;
}

/**
 * A program that takes `--version`.
 * @param packages what it is in, and the libraries that it needs beside C's own
 * @returns undefined where it cannot be had
 */
export async function debianProgram(name: string, packages: readonly string[]): Promise<Program | undefined> {
  const found = findProgram(name);
  if (found) return { start: quote(found), version: versionOf(found) };
  const folder = await unpacked(name, (building) => download(packages, building));
  if (folder === undefined) return undefined;
  const [program, libraries] = [join(folder, 'usr', 'bin', name), libraryPath(folder)];
  return {
    start: `LD_LIBRARY_PATH=${quote(libraries)} ${quote(program)}`,
    version: versionOf(program, { LD_LIBRARY_PATH: libraries }),
  };
}

function versionOf(program: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } }).trim();
}

/**
 * The folder with the files of some packages, made in a temporary one first, so that it is whole if it is there.
 * @param fetch puts the packages below a folder, and tells whether it could
 */
export async function unpacked(
  name: string,
  fetch: (building: string) => Promise<boolean>,
): Promise<string | undefined> {
  const folder = join(benchFolder(), name);
  if (existsSync(folder)) return folder;
  if (!findProgram('apt-get') || !findProgram('dpkg-deb')) return undefined;
  console.log(`Unpacking ${name} (once on this machine)…`);
  const building = mkdtempSync(`${folder}-`);
  try {
    if (!(await fetch(building))) return undefined;
    mkdirSync(join(building, 'root'));
    for (const file of packagesBelow(building))
      if ((await exitOf('dpkg-deb', ['-x', file, join(building, 'root')])) !== 0) return undefined;
    renameSync(join(building, 'root'), folder);
    return folder;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function packagesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.deb')).map((file) => join(folder, file));
}

/** Tries again with new lists where we may fetch them: apt-get knows no package without. */
async function download(packages: readonly string[], cwd: string): Promise<boolean> {
  const apt = async (...words: string[]): Promise<boolean> =>
    (await exitOf('apt-get', ['-qq', ...words], { cwd, stdio: 'ignore' })) === 0;
  if (await apt('download', ...packages)) return true;
  return (await apt('update')) && (await apt('download', ...packages));
}

/** Such as `usr/lib/x86_64-linux-gnu`. */
function libraryPath(folder: string): string {
  const parent = join(folder, 'usr', 'lib');
  const places = existsSync(parent) ? readdirSync(parent).filter((place) => place.includes('-linux-')) : [];
  return places.map((place) => join(parent, place)).join(':');
}
