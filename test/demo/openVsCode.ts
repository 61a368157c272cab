// Opens VS Code on the demo workspace: the desktop program if there is one and it works, else the test host in a browser.
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
  if (desktop !== undefined && (await openDesktop(desktop, workspace, folder))) return;
  await openInBrowser(workspace, folder);
}

/** Resolves to whether it opened; if not, it has said why. */
async function openDesktop(code: string, workspace: string, folder: string): Promise<boolean> {
  await run(process.execPath, [join(root, 'esbuild.config.mjs')], { cwd: root });
  const words = [
    workspace,
    `--user-data-dir=${join(folder, 'user-data')}`,
    `--extensions-dir=${join(folder, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    '--disable-workspace-trust',
    '--new-window',
    // Without it the desktop program does not run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const exit = await exitOf(code, words, { env: { ...process.env, ...demoEnvironment } }).catch(String);
  console.log(
    exit === 0
      ? `\nVS Code is open on ${workspace}.`
      : `\n${code} does not open VS Code (${exit}): a browser will do instead.`,
  );
  return exit === 0;
}

async function openInBrowser(workspace: string, folder: string): Promise<void> {
  const host = await installHost('current');
  const vsix = join(folder, 's3-destinations.vsix');
  await packageVsix(vsix);
  const server = await startServer(host, { folder: workspace, vsix, env: demoEnvironment });
  console.log(`\nVS Code is ready. Open this address in a browser on this machine:\n\n  ${server.url}\n`);
}
