// Programs from another suite of Debian than the machine's, unpacked into the cache with all that they need, down to C's
// own library, by package lists of their own: needs no root and changes nothing on the machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf } from '../host/processes';
import { debianMirror } from '../s3/ceph/install';
import { type Program, unpacked } from './debian';
import { quote } from './measure';

export interface SuiteProgram {
  readonly suite: 'sid' | 'trixie';
  readonly package: string;
  /** Below `usr/bin/`. */
  readonly name: string;
  /** For a script: what runs it, below `usr/bin/`. */
  readonly interpreter?: 'python3';
  /** What makes it tell its version. */
  readonly version: string;
}

/** @returns undefined where it cannot be had */
export async function suiteProgram(wanted: SuiteProgram): Promise<Program | undefined> {
  const folder = await unpacked(`${wanted.suite}-${wanted.package}`, (building) =>
    download(wanted, building),
  );
  if (folder === undefined) return undefined;
  const start = startOf(wanted, join(folder, 'usr'));
  const told = execFileSync('sh', ['-c', `${start} ${wanted.version}`], { encoding: 'utf8' });
  return { start, version: told.split(/ Python|\n/)[0] ?? '' };
}

/** By its own loader, which finds its own libraries: those of the machine may be older. */
function startOf({ name, interpreter }: SuiteProgram, usr: string): string {
  const loader = [
    join(usr, 'lib64', 'ld-linux-x86-64.so.2'),
    '--library-path',
    join(usr, 'lib', 'x86_64-linux-gnu'),
  ];
  const program = [...(interpreter ? [join(usr, 'bin', interpreter)] : []), join(usr, 'bin', name)];
  const line = [...loader, ...program].map(quote).join(' ');
  return interpreter ? `PYTHONHOME=${quote(usr)} ${line}` : line;
}

/** As onto a machine with nothing on it, so that no dependency is taken for there. */
async function download({ suite, package: name }: SuiteProgram, building: string): Promise<boolean> {
  if (process.arch !== 'x64') return false;
  for (const folder of ['lists/partial', 'archives/partial'])
    mkdirSync(join(building, folder), { recursive: true });
  writeFileSync(join(building, 'status'), '');
  const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(join(building, 'sources.list'), `deb [signed-by=${keys}] ${debianMirror()} ${suite} main\n`);
  const options = {
    'Dir::Etc::SourceList': join(building, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State': building,
    'Dir::State::Status': join(building, 'status'),
    'Dir::Cache': building,
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root',
    'Debug::NoLocking': 'true',
  };
  const words = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const apt = async (...more: string[]): Promise<boolean> =>
    (await exitOf('apt-get', ['-qq', ...words, ...more], { stdio: 'ignore' })) === 0;
  return (await apt('update')) && (await apt('install', '-y', '--download-only', name));
}
