// The first step of `npm start` and `npm test`: makes a fresh clone runnable, then runs the TypeScript program named.
// Plain JavaScript with Node's own modules only, because nothing else is there yet.
// usage: node test/bootstrap.mjs PROGRAM.ts [ARGUMENT…]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program, ...programArguments] = process.argv.slice(2);

/** Ends here under a Node older than package.json's `engines`, where later steps would fail without saying why. */
function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.match(/\d+/g).map(Number);
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  console.error(`This needs Node ${major}.${minor} or newer, and runs under Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command in the project's folder with this terminal, and ends with its exit code if it fails. */
function run(command, commandArguments) {
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, commandArguments, { cwd: root, stdio: 'inherit', shell });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Installs the locked dependencies, unless those of this very lock file are there already. */
function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies (once for each lock file)…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

checkNode();
installDependencies();
run(process.execPath, ['--import', 'tsx', join(root, program), ...programArguments]);
