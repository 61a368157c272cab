// Installs a host from the npm registry, once for each lock file on a machine. It is made in a temporary folder and
// renamed into place when complete, so that a broken or a second installation at the same time does no harm.
import { type SpawnOptions } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { aptInstall, findProgram } from './debian';
import { type Host, hostAt, type HostName, locateHost, pinFiles } from './hosts';
import { run } from './processes';

/** Written last: without it an installation is not complete. */
const stamp = '.complete';

const elsewhere =
  'The VS Code that comes with the tests and the demo runs on Linux on x64 only. Elsewhere install VS Code: ' +
  '`npm start` opens it if `code` is on the PATH, and `npm run test:desktop` downloads one for the tests.';

/** The native modules that do not come prebuilt and are needed. Without spdlog output channels stay empty. */
const compiled: Record<HostName, { vscode: string[]; server: string[] }> = {
  current: { vscode: ['@vscode/native-watchdog', '@vscode/spdlog'], server: [] },
  floor: { vscode: ['native-watchdog', '@vscode/spdlog'], server: ['argon2'] },
};

/** Parts of VS Code that no test touches: 260 MB. */
const superfluous = [
  'extensions/copilot',
  'extensions/ms-vscode.js-debug',
  'extensions/ms-vscode.js-debug-companion',
  'extensions/ms-vscode.vscode-js-profile-table',
  'node_modules/@github/copilot-sdk',
  'node_modules/@github/copilot-sdk-linux-x64',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/sandbox-runtime',
  'node_modules/@vscode/sqlite3',
  'node_modules/@vscode/windows-process-tree',
  'node_modules/@vscode/windows-registry',
];

/**
 * Returns a host that is ready to start, installed now (about a minute) if the machine does not have it.
 * @throws Error where it cannot be installed
 */
export async function installHost(name: HostName): Promise<Host> {
  const host = locateHost(name);
  if (isComplete(host.folder)) return host;
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(elsewhere);
  await needCompiler();
  // That may have waited for minutes, in which another process installed the same host.
  if (isComplete(host.folder)) return host;

  const started = performance.now();
  console.log(`Installing VS Code ${host.version} into ${host.folder} (once on this machine)…`);
  removeAbandoned(host);
  const building = hostAt(name, `${host.folder}.${process.pid}`);
  try {
    await build(building);
    moveInto(host, building);
  } finally {
    rmSync(building.folder, { recursive: true, force: true });
  }
  console.log(`Installed VS Code ${host.version} in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  return host;
}

function isComplete(folder: string): boolean {
  return existsSync(join(folder, stamp));
}

async function needCompiler(): Promise<void> {
  const missing = ['g++', 'make', 'python3'].filter((program) => !findProgram(program));
  if (missing.length === 0) return;
  const need = `Missing on this machine: ${missing.join(', ')}. VS Code's native modules are compiled with them.`;
  await aptInstall(['build-essential', 'python3'], need);
}

/** Removes temporary folders of installations that died, and a folder in place unless it is complete: it may be running. */
function removeAbandoned(host: Host): void {
  const cache = dirname(host.folder);
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const [folder, pid] = name.split('.');
    if (folder !== basename(host.folder)) continue;
    const inUse = pid ? isRunning(Number(pid)) : isComplete(host.folder);
    if (!inUse) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Renames a complete installation into place; if another process was faster, its own stays. */
function moveInto(host: Host, building: Host): void {
  writeFileSync(join(building.folder, stamp), '');
  try {
    renameSync(building.folder, host.folder);
  } catch (error) {
    if (!isComplete(host.folder)) throw error;
  }
}

/**
 * Does what code-server's own postinstall does, which refuses every Node but its own and compiles every native
 * module, less the modules that come prebuilt or are never used: seconds for minutes, and a compiler is all it needs.
 */
async function build(host: Host): Promise<void> {
  mkdirSync(host.folder, { recursive: true });
  for (const file of pinFiles(host.name)) copyFileSync(file, join(host.folder, basename(file)));
  const options = ['--omit=dev', '--ignore-scripts', '--engine-strict=false'];
  await npm(host, host.folder, 'ci', ...options);

  const vscode = join(host.folder, 'node_modules', 'code-server', 'lib', 'vscode');
  // Locked by the npm-shrinkwrap.json that comes with it, which is not complete enough for `npm ci`.
  await npm(host, vscode, 'install', ...options);
  for (const name of compiled[host.name].vscode) await compile(host, vscode, name);
  for (const name of compiled[host.name].server) await compile(host, host.folder, name);
  if (host.name === 'floor') addRipgrep(host, vscode);
  for (const part of superfluous) rmSync(join(vscode, part), { recursive: true, force: true });
}

/** Gives VS Code its file search from an npm package; its own postinstall would download it from elsewhere. */
function addRipgrep(host: Host, vscode: string): void {
  const from = join(host.folder, 'node_modules', '@vscode', 'ripgrep-linux-x64', 'bin', 'rg');
  cpSync(from, join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg'));
}

/** Compiles a native module of an installed package. */
async function compile(host: Host, folder: string, name: string): Promise<void> {
  await npm(host, folder, 'rebuild', name);
  // npm says nothing about a name that is not there.
  const files = readdirSync(join(folder, 'node_modules', name), { recursive: true, encoding: 'utf8' });
  if (!files.some((file) => file.endsWith('.node'))) throw new Error(`${name} was not compiled.`);
}

/** Runs npm, when the host's Node is there by that Node, so that modules are compiled for it. */
function npm(host: Host, cwd: string, ...npmArguments: string[]): Promise<void> {
  const options: SpawnOptions = {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PATH: [dirname(host.node), process.env['PATH']].join(delimiter),
      npm_config_nodedir: dirname(dirname(host.node)),
    },
  };
  return run('npm', [...npmArguments, '--no-audit', '--no-fund', '--loglevel=error'], options);
}
