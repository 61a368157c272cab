// Runs the project's checks and tests, and ends with one line: N passed, N failed, N skipped.
// usage: node test/bootstrap.mjs test/run.ts [PHASE…]   no phase: all, but for desktop and long
import type { SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Counts,
  describeCounts,
  oneFailed,
  onePassed,
  oneSkipped,
  readCounts,
  sum,
} from './host/counts';
import { hostNames } from './host/hosts';
import { runInHost } from './host/inHost';
import { installHost } from './host/install';
import { exitOf, run, temporaryFolder } from './host/processes';
import { packageVsix } from './host/vsix';
import { installCeph, whyNoCeph } from './s3/ceph/install';

interface Phase {
  readonly name: string;
  readonly run: () => Promise<Counts>;
  /** Runs what `build` made, and counts as failed if that failed. */
  readonly needsBuild?: true;
  /** Left out unless named. */
  readonly onlyIfNamed?: true;
  /** Begins its work before the first phase, which leaves a core idle half of the time. */
  readonly ahead?: () => void;
}

const root = join(__dirname, '..');
const vsix = join(root, 'out', 's3-destinations.vsix');
const maxVsixBytes = 1_000_000;
/** What the reader of the last lines must know beside the counts. */
const notes: string[] = [];

const phases: readonly Phase[] = [
  { name: 'unit', run: () => suite(60_000, 'test/unit', 'test/s3') },
  { name: 'webview', run: () => suite(30_000, 'test/webview') },
  { name: 'types', run: () => check('check-types'), ahead: () => void script('check-types') },
  { name: 'lint', run: () => check('lint'), ahead: () => void script('lint') },
  { name: 's3', run: realS3 },
  { name: 'build', run: build },
  { name: 'integration', run: integration, needsBuild: true },
  { name: 'ui', run: () => suite(180_000, 'test/ui'), needsBuild: true },
  { name: 'long', run: long, onlyIfNamed: true },
  { name: 'desktop', run: () => runInHost('desktop'), needsBuild: true, onlyIfNamed: true },
];

/** Scripts of package.json, as far as they run or ran: their exit codes and what they printed. */
const scripts = new Map<string, Promise<{ readonly exit: number | string; readonly output: Buffer }>>();

/** Runs a script once. */
function script(name: string) {
  const running = scripts.get(name) ?? outputOf(name);
  scripts.set(name, running);
  return running;
}

async function outputOf(name: string) {
  const work = temporaryFolder();
  const file = join(work.path, 'output');
  const log = openSync(file, 'w');
  try {
    const options = { cwd: root, stdio: ['ignore', log, log] } satisfies SpawnOptions;
    const exit = await exitOf('npm', ['run', '--silent', name], options);
    return { exit, output: readFileSync(file) };
  } finally {
    closeSync(log);
    work.remove();
  }
}

/** Tells what a script printed. It counts as one test. */
async function check(name: string): Promise<Counts> {
  const { exit, output } = await script(name);
  process.stdout.write(output);
  return exit === 0 ? onePassed : oneFailed;
}

/** Runs the tests of some folders by mocha, in a process of their own. */
function suite(timeoutMs: number, ...folders: string[]): Promise<Counts> {
  return suiteIn({}, timeoutMs, folders);
}

/** The same with an environment that has these in addition. */
async function suiteIn(
  more: NodeJS.ProcessEnv,
  timeoutMs: number,
  folders: readonly string[],
): Promise<Counts> {
  const work = temporaryFolder();
  const countsFile = join(work.path, 'counts.json');
  const program = [
    '--import',
    'tsx',
    join('test', 'host', 'suite.ts'),
    countsFile,
    String(timeoutMs),
    ...folders,
  ];
  try {
    // Playwright colours its errors even for a file.
    const plain = process.stdout.isTTY ? {} : { FORCE_COLOR: '0' };
    const env = { ...process.env, ...plain, S3D_TEST_VSIX: vsix, ...more };
    return readCounts(countsFile, await exitOf(process.execPath, program, { cwd: root, env }));
  } finally {
    work.remove();
  }
}

function realS3(): Promise<Counts> {
  return onRealS3({}, ['test/s3', 'test/unit/delivery']);
}

/** Runs what is about S3 on a real server. Where there can be none that is said, here and at the end. */
async function onRealS3(more: NodeJS.ProcessEnv, folders: readonly string[]): Promise<Counts> {
  const why = whyNoCeph();
  if (why) {
    const note = `SKIPPED: no test has run on a real S3 server, Ceph's radosgw. ${why}`;
    notes.push(note);
    console.log(note);
    return oneSkipped;
  }
  await installCeph();
  return suiteIn({ S3D_TEST_SERVER: 'radosgw', ...more }, 60_000, folders);
}

/** Pushes past many more schedules of faults than usual: `S3D_FAULT_SCHEDULES` of them, or 5,000, on each server. */
async function long(): Promise<Counts> {
  const more = { S3D_FAULT_SCHEDULES: process.env['S3D_FAULT_SCHEDULES'] ?? '5000' };
  const folders = ['test/unit/delivery/faults/schedules'];
  const local = await suiteIn(more, 60_000, folders);
  return sum([local, await onRealS3(more, folders)]);
}

/** Makes the .vsix, and then the same bundles beside the suite for the extension host. Its one test is the size. */
async function build(): Promise<Counts> {
  mkdirSync(join(root, 'out'), { recursive: true });
  await packageVsix(vsix);
  await run(process.execPath, ['esbuild.config.mjs', '--production', '--tests'], { cwd: root });
  const { size } = statSync(vsix);
  console.log(`The .vsix has ${size} bytes of ${maxVsixBytes} at most.`);
  return size <= maxVsixBytes ? onePassed : oneFailed;
}

async function integration(): Promise<Counts> {
  const all: Counts[] = [];
  for (const name of hostNames)
    all.push(await orFailed(() => installHost(name).then((host) => runInHost(host.name))));
  return sum(all);
}

/** Counts an error as one failure. */
async function orFailed(tests: () => Promise<Counts>): Promise<Counts> {
  try {
    return await tests();
  } catch (error) {
    console.error(error);
    return oneFailed;
  }
}

/** The phases to run: those named with the build they need, or all. @throws Error for an unknown name */
function choose(names: readonly string[]): Phase[] {
  const unknown = names.find((name) => !phases.some((phase) => phase.name === name));
  if (unknown)
    throw new Error(`No phase ${unknown}: there are ${phases.map((phase) => phase.name).join(', ')}.`);
  const isChosen = (phase: Phase): boolean =>
    names.length ? names.includes(phase.name) : !phase.onlyIfNamed;
  const build = phases.some((phase) => isChosen(phase) && phase.needsBuild);
  return phases.filter((phase) => isChosen(phase) || (build && phase.name === 'build'));
}

/** Runs a phase between a heading and its result. An error is a failure; the phases go on. */
async function runPhase(phase: Phase, buildFailed: boolean): Promise<Counts> {
  console.log(`\n=== ${phase.name} ===`);
  const started = performance.now();
  const counts = await orFailed(
    phase.needsBuild && buildFailed
      ? () => Promise.reject(new Error('Not run: the build failed.'))
      : phase.run,
  );
  const seconds = (performance.now() - started) / 1000;
  console.log(`=== ${phase.name}: ${describeCounts(counts)} (${seconds.toFixed(1)} s) ===`);
  return counts;
}

async function main(): Promise<number> {
  const results = new Map<string, Counts>();
  const chosen = choose(process.argv.slice(2));
  for (const { ahead } of chosen) ahead?.();
  for (const phase of chosen) {
    const buildFailed = (results.get('build')?.failed ?? 0) > 0;
    results.set(phase.name, await runPhase(phase, buildFailed));
  }
  const total = sum([...results.values()]);
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
  console.log(`\n${describeCounts(total)}`);
  return total.failed > 0 || total.passed + total.skipped === 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
