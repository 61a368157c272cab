// Makes ready what is measured: our engine as it ships, and the peers that come from npm.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { run } from '../host/processes';

const root = join(__dirname, '..', '..');

/** The command line as it ships. */
export const cli = join(root, 'dist', 'cli.js');
const bundles = join(root, 'out', 'bench');
/** The same bundle around ./object.ts. */
export const objectWriter = join(bundles, 'object.js');
/** The same around ./upload/push.ts. */
export const pusher = join(bundles, 'push.js');
/** The same around ./preview/ours.ts. */
export const previewer = join(bundles, 'preview.js');
/** The SDK's own upload, bundled in the same way. */
export const libStorage = join(bundles, 'lib-storage.js');

/** Builds our own. */
export function buildEngine(): Promise<void> {
  return run(process.execPath, ['esbuild.config.mjs', '--production', '--bench'], { cwd: root });
}

/** Installs the locked packages of this folder, unless those of this very lock file are there already. */
export async function installPeers(): Promise<void> {
  const lock = createHash('sha256')
    .update(readFileSync(join(__dirname, 'package-lock.json')))
    .digest('hex');
  const stamp = join(__dirname, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing what the benchmarks compare with (once for each lock file)…');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: __dirname });
  writeFileSync(stamp, lock);
}

/** Bundles ./peers/lib-storage.mjs as what ships is bundled, so that the SDK loads as fast for both. */
export async function bundleLibStorage(): Promise<void> {
  await build({
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] },
    ...{ minify: true, logLevel: 'warning', outfile: libStorage },
    entryPoints: [join(__dirname, 'peers', 'lib-storage.mjs')],
  });
}

/** The version of a package that `installPeers` installed. */
export function peerVersion(name: string): string {
  const manifest = readFileSync(join(__dirname, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
