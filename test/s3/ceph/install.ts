// Installs Ceph's S3 gateway, radosgw, from Debian's packages: once on a machine, in a folder of its own with the Debian
// that it needs. Where that is not possible `whyNoCeph` says why.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, findProgram } from '../../host/debian';
import { cacheFolder } from '../../host/hosts';
import { exitOf } from '../../host/processes';

/** The oldest suite with radosgw 20.2, which is the first to check checksums and conditions as S3 does. */
const suite = 'forky';
const script = join(__dirname, 'install.sh');

/** The beginning of a command line: what follows it gets process and mount namespaces of its own, and ends when we do. */
export const isolated = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
] as const;

/** Why this machine cannot have Ceph; undefined if it can. */
export function whyNoCeph(): string | undefined {
  const debian =
    existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!debian) return 'Ceph comes from Debian’s packages, and this is no Debian.';
  return process.getuid?.() === 0 ? undefined : 'Only root may install Ceph in a folder and start it there.';
}

/** Where Ceph is, or will be. Does not look whether it is installed. */
export function cephFolder(): string {
  const hash = createHash('sha256').update(readFileSync(script)).update(suite).digest('hex');
  return join(cacheFolder(), `ceph-${suite}-${hash.slice(0, 12)}`);
}

/**
 * Returns the folder with Ceph, installed now (about a minute) if the machine does not have it. A second process that
 * wants to install waits for the first.
 * @throws Error where it cannot be installed
 */
export async function installCeph(): Promise<string> {
  const folder = cephFolder();
  if (existsSync(folder)) return folder;
  const why = whyNoCeph();
  if (why) throw new Error(why);

  const started = performance.now();
  console.log(`Installing Ceph into ${folder} (once on this machine)…`);
  mkdirSync(cacheFolder(), { recursive: true });
  if (!findProgram('debootstrap')) await aptInstall(['debootstrap'], 'debootstrap is missing.');
  await runScript(folder, [folder, debianMirror(), suite]);
  const kilobytes = parseInt(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }));
  const seconds = (performance.now() - started) / 1000;
  console.log(`Installed Ceph in ${seconds.toFixed(0)} s; it takes ${(kilobytes / 1024).toFixed(0)} MB.`);
  return folder;
}

/** Runs install.sh under a lock that the kernel takes back however the script ends. */
async function runScript(folder: string, scriptArguments: string[]): Promise<void> {
  const log = `${folder}.log`;
  const output = openSync(log, 'w');
  try {
    const lock = ['flock', '--no-fork', `${folder}.lock`];
    const [command, ...words] = [...lock, ...isolated, 'sh', script, ...scriptArguments];
    const exit = await exitOf(command ?? '', words, { stdio: ['ignore', output, output] });
    if (exit === 0) return;
    const end = readFileSync(log, 'utf8').slice(-2000);
    throw new Error(`The installation of Ceph ended with ${exit}. The end of ${log}:\n${end}`);
  } finally {
    closeSync(output);
  }
}

/** The archive that the machine's own packages come from. */
export function debianMirror(): string {
  const format = '$(ORIGIN) $(RELEASE) $(REPO_URI)';
  const targets = execFileSync('apt-get', ['indextargets', '--format', format], { encoding: 'utf8' });
  const archive = /^Debian (?!\S*security)\S+ (https?:\S+)$/m.exec(targets);
  if (!archive?.[1])
    throw new Error('apt-get knows no Debian archive over HTTP. Is `apt-get update` missing?');
  return archive[1];
}
