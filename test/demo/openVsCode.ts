// Opens VS Code on the demo workspace: the desktop program if there is one, else the test host in a browser.
import { join } from 'node:path';
import { installHost } from '../host/install';
import { findProgram } from '../host/debian';
import { exitOf, run } from '../host/processes';
import { startServer } from '../host/server';
import { packageVsix } from '../host/vsix';
import { demoEnvironment, type Demo } from './store';

const root = join(__dirname, '../..');

/** Resolves when VS Code was opened; what was started ends with this process. */
export async function openVsCode({ workspace }: Demo, folder: string): Promise<void> {
  const desktop = findProgram('code');
  await (desktop === undefined ? openInBrowser(workspace, folder) : openDesktop(desktop, workspace, folder));
}

async function openDesktop(code: string, workspace: string, folder: string): Promise<void> {
  await run(process.execPath, [join(root, 'esbuild.config.mjs')], { cwd: root });
  const words = [
    workspace,
    `--user-data-dir=${join(folder, 'user-data')}`,
    `--extensions-dir=${join(folder, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    '--disable-workspace-trust',
    '--new-window',
  ];
  await exitOf(code, words, { env: { ...process.env, ...demoEnvironment } });
  console.log(`\nVS Code is open on ${workspace}.`);
}

async function openInBrowser(workspace: string, folder: string): Promise<void> {
  const host = await installHost('current');
  const vsix = join(folder, 's3-destinations.vsix');
  await packageVsix(vsix);
  const server = await startServer(host, { folder: workspace, vsix, env: demoEnvironment });
  console.log(`\nVS Code is ready. Open this address in a browser on this machine:\n\n  ${server.url}\n`);
}
