// Runs test/integration inside an extension host, by the one launcher that desktop VS Code has for it:
// @vscode/test-electron. For the hosts of ours, code-shim stands in the place of the downloaded executable.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { type Counts, describeCounts, readCounts } from './counts';
import { cacheFolder, type HostName, locateHost } from './hosts';
import { temporaryFolder } from './processes';

const root = join(__dirname, '..', '..');

/**
 * Runs the built suite, out/integration/index.js, on a host, or on the desktop VS Code that `VSCODE_VERSION` names
 * (default `stable`), downloaded. The workspace is a new, empty folder.
 */
export async function runInHost(on: HostName | 'desktop'): Promise<Counts> {
  const work = temporaryFolder();
  const countsFile = join(work.path, 'counts.json');
  const workspace = join(work.path, 'workspace');
  mkdirSync(workspace);
  const desktopVersion = process.env['VSCODE_VERSION'] || 'stable';
  try {
    const exit = await exitOfTests({
      ...(on === 'desktop'
        ? { version: desktopVersion, cachePath: join(cacheFolder(), 'desktop') }
        : { vscodeExecutablePath: join(__dirname, 'code-shim') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out', 'integration', 'index.js'),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${join(work.path, 'data')}`,
        `--extensions-dir=${join(work.path, 'extensions')}`,
      ],
      extensionTestsEnv: { S3D_TEST_COUNTS: countsFile, S3D_TEST_HOST: on },
    });
    const counts = readCounts(countsFile, exit);
    console.log(
      `in-host suite on ${on === 'desktop' ? desktopVersion : locateHost(on).version}: ${describeCounts(counts)}`,
    );
    return counts;
  } finally {
    work.remove();
  }
}

async function exitOfTests(options: Parameters<typeof runTests>[0]): Promise<number | string | undefined> {
  try {
    return await runTests(options);
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? error.signal;
    throw error;
  }
}
