// Runs the project's checks and tests, and ends with one line: N passed, N failed, N skipped.
// usage: node test/bootstrap.mjs test/run.ts [PHASE…]   no phase: all, but for desktop and long
// Two lanes run beside each other, for a machine with two cores: the phases that say so have the second one, each in a process
// of its own, and what they print is shown when their turn comes. UI suites, which mostly wait, run two at a time. A suite in
// a workbench that fails is run once more, and the last lines say so: on a busy machine a window may come too late.
import type { StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type Counts,
  describeCounts,
  oneFailed,
  onePassed,
  oneSkipped,
  readCounts,
  sum,
  writeCounts,
} from './host/counts';
import { hostNames } from './host/hosts';
import { runInHost } from './host/inHost';
import { installHost } from './host/install';
import { exitOf, run, temporaryFolder } from './host/processes';
import { testFiles } from './host/testFiles';
import { packageVsix } from './host/vsix';
import { installCeph, whyNoCeph } from './s3/ceph/install';

interface Phase {
  readonly name: string;
  readonly run: () => Promise<Counts>;
  /** Runs what `build` made, and counts as failed if that failed. */
  readonly needsBuild?: true;
  /** Left out unless named. */
  readonly onlyIfNamed?: true;
  /** Goes into the second lane, where several phases are asked for. */
  readonly beside?: true;
}

const root = join(__dirname, '..');
const vsix = join(root, 'out', 's3-destinations.vsix');
const maxVsixBytes = 1_000_000;
/** Says to this program that it runs a phase for another one of its kind: the build is there, and counts go to a file. */
const [builtVariable, countsVariable] = ['S3D_TEST_BUILT', 'S3D_TEST_COUNTS_FILE'] as const;
const isBuilt = process.env[builtVariable] !== undefined;
/** What the reader of the last lines must know beside the counts. */
const notes: string[] = [];

const phases: readonly Phase[] = [
  { name: 'build', run: build },
  { name: 'unit', run: () => suite(60_000, 'test/unit', '!test/unit/delivery') },
  { name: 'webview', run: () => suite(60_000, 'test/webview'), beside: true },
  { name: 'types', run: () => check('check-types'), beside: true },
  { name: 'lint', run: () => check('lint'), beside: true },
  { name: 'delivery', run: () => suite(60_000, 'test/unit/delivery', 'test/s3'), beside: true },
  { name: 's3', run: realS3, beside: true },
  { name: 'integration', run: integration, needsBuild: true, beside: true },
  { name: 'ui', run: ui, needsBuild: true },
  { name: 'long', run: long, needsBuild: true, onlyIfNamed: true },
  { name: 'desktop', run: () => runInHost('desktop'), needsBuild: true, onlyIfNamed: true },
];

/** Runs a script of package.json. It counts as one test. */
async function check(name: string): Promise<Counts> {
  const exit = await exitOf('npm', ['run', '--silent', name], { cwd: root });
  return exit === 0 ? onePassed : oneFailed(`npm run ${name}`);
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
  stdio: StdioOptions = 'inherit',
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
    return readCounts(countsFile, await exitOf(process.execPath, program, { cwd: root, env, stdio }));
  } finally {
    work.remove();
  }
}

function realS3(): Promise<Counts> {
  return onRealS3({}, ['test/s3', 'test/unit/delivery']);
}

/** How long a test of a UI suite may take, in milliseconds. */
const uiTimeout = 180_000;

/** Each UI suite has a process and a workbench of its own. What it prints comes when it has ended. */
async function ui(): Promise<Counts> {
  const waiting = testFiles('test/ui');
  const counts: Counts[] = [];
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      counts.push(await orFailed(() => twice(relative(root, file), uiSuite)));
  };
  await Promise.all([worker(), worker()]);
  return sum(counts);
}

/** Runs a suite once more if it fails. Both are shown; the second one counts. */
async function twice(name: string, suite: (name: string) => Promise<Counts>): Promise<Counts> {
  const first = await orFailed(() => suite(name));
  if (first.failed === 0) return first;
  const second = await orFailed(() => suite(name));
  if (second.failed === 0)
    note(`FLAKY: ${name} passed only when it was run again. ${first.failures.join('; ')}`);
  return second;
}

/** Says something now and at the end. */
function note(text: string): void {
  notes.push(text);
  console.log(text);
}

async function uiSuite(file: string): Promise<Counts> {
  return tellApart(captured((stdio) => suiteIn({}, uiTimeout, [file], stdio)));
}

/** Runs what is about S3 on a real server. Where there can be none that is said, here and at the end. */
async function onRealS3(more: NodeJS.ProcessEnv, folders: readonly string[]): Promise<Counts> {
  const why = whyNoCeph();
  if (why) {
    note(`SKIPPED: no test has run on a real S3 server, Ceph's radosgw. ${why}`);
    return oneSkipped;
  }
  await installCeph();
  return suiteIn({ S3D_TEST_SERVER: 'radosgw', ...more }, 60_000, folders);
}

/**
 * Large exports are compared, files of 2 GB are previewed, and exports are pushed past many more schedules of faults than
 * usual: `S3D_FAULT_SCHEDULES` of them, or 5,000, on each server. Schedules run for a whole simulated year.
 */
async function long(): Promise<Counts> {
  const more = { S3D_FAULT_SCHEDULES: process.env['S3D_FAULT_SCHEDULES'] ?? '5000' };
  const wholeYear = { S3D_YEAR_DAYS: '365' };
  const folders = ['test/unit/delivery/faults/schedules'];
  const large = await suite(60_000, 'test/long');
  const huge = await suiteIn({ S3D_HUGE_BYTES: '2000000000' }, uiTimeout, ['test/ui/huge']);
  const local = await suiteIn(more, 60_000, folders);
  const year = await suiteIn(wholeYear, 60_000, ['test/unit/schedule/year.test.ts']);
  return sum([large, huge, local, year, await onRealS3(more, folders)]);
}

/** Makes the .vsix, and then the same bundles beside the suite for the extension host. Its one test is the size. */
async function build(): Promise<Counts> {
  mkdirSync(join(root, 'out'), { recursive: true });
  await packageVsix(vsix);
  await run(process.execPath, ['esbuild.config.mjs', '--production', '--tests'], { cwd: root });
  const { size } = statSync(vsix);
  console.log(`The .vsix has ${size} bytes of ${maxVsixBytes} at most.`);
  return size <= maxVsixBytes ? onePassed : oneFailed('The .vsix is too large.');
}

async function integration(): Promise<Counts> {
  const all: Counts[] = [];
  for (const name of hostNames)
    all.push(
      await orFailed(() =>
        installHost(name).then((host) => twice(`in-host suite, ${name}`, () => runInHost(host.name))),
      ),
    );
  return sum(all);
}

/** Counts an error as one failure. */
async function orFailed(tests: () => Promise<Counts>): Promise<Counts> {
  try {
    return await tests();
  } catch (error) {
    console.error(error);
    return oneFailed(String(error));
  }
}

/** The phases to run: those named with the build they need, or all. @throws Error for an unknown name */
function choose(names: readonly string[]): Phase[] {
  const unknown = names.find((name) => !phases.some((phase) => phase.name === name));
  if (unknown)
    throw new Error(`No phase ${unknown}: there are ${phases.map((phase) => phase.name).join(', ')}.`);
  const isChosen = (phase: Phase): boolean =>
    names.length ? names.includes(phase.name) : !phase.onlyIfNamed;
  const build = !isBuilt && phases.some((phase) => isChosen(phase) && phase.needsBuild);
  return phases.filter((phase) => isChosen(phase) || (build && phase.name === 'build'));
}

/** Runs a phase between a heading and its result. An error is a failure; the phases go on. */
async function runPhase({ name, run }: Pick<Phase, 'name' | 'run'>): Promise<Counts> {
  console.log(`\n=== ${name} ===`);
  const started = performance.now();
  const counts = await orFailed(run);
  const seconds = (performance.now() - started) / 1000;
  console.log(`=== ${name}: ${describeCounts(counts)} (${seconds.toFixed(1)} s) ===`);
  return counts;
}

/** What something printed that ran beside other things, and what it counted. */
interface Apart {
  readonly output: Buffer;
  readonly counts: Counts;
}

/** Runs a phase by this very program in a process of its own. */
async function runApart(name: string): Promise<Apart> {
  const work = temporaryFolder();
  const countsFile = join(work.path, 'counts.json');
  const env = { ...process.env, [builtVariable]: '1', [countsVariable]: countsFile };
  try {
    return await captured(async (stdio) => {
      const program = ['--import', 'tsx', __filename, name];
      return readCounts(countsFile, await exitOf(process.execPath, program, { cwd: root, env, stdio }));
    });
  } finally {
    work.remove();
  }
}

/** Runs something that prints to where it is told, and keeps what it printed. */
async function captured(run: (stdio: StdioOptions) => Promise<Counts>): Promise<Apart> {
  const work = temporaryFolder();
  const file = join(work.path, 'output');
  const log = openSync(file, 'w');
  try {
    const counts = await run(['ignore', log, log]);
    return { output: readFileSync(file), counts };
  } finally {
    closeSync(log);
    work.remove();
  }
}

/** Runs phases one after the other, without waiting for them. */
function runLane(lane: readonly Phase[]): ReadonlyMap<Phase, Promise<Apart>> {
  let last: Promise<unknown> = Promise.resolve();
  return new Map(
    lane.map((phase) => {
      const run = last.then(() => runApart(phase.name));
      last = run.catch(() => undefined);
      return [phase, run];
    }),
  );
}

async function tellApart(run: Promise<Apart>): Promise<Counts> {
  const { output, counts } = await run;
  process.stdout.write(output);
  notes.push(
    ...output
      .toString()
      .split('\n')
      .filter((line) => /^(?:SKIPPED|FLAKY): /.test(line)),
  );
  return counts;
}

async function runPhases(chosen: readonly Phase[]): Promise<Counts[]> {
  const [build, ...others] = chosen;
  if (!build || build.name !== 'build') return runLanes(chosen);
  const built = await runPhase(build);
  if (built.failed === 0) return [built, ...(await runLanes(others))];
  return [built, ...(await runLanes(others.map(withoutBuild)))];
}

function withoutBuild(phase: Phase): Phase {
  if (!phase.needsBuild) return phase;
  return { name: phase.name, run: () => Promise.reject(new Error('Not run: the build failed.')) };
}

async function runLanes(chosen: readonly Phase[]): Promise<Counts[]> {
  const apart = runLane(chosen.length > 1 ? chosen.filter(({ beside }) => beside) : []);
  const results: Counts[] = [];
  for (const phase of [...chosen.filter((each) => !apart.has(each)), ...apart.keys()]) {
    const run = apart.get(phase);
    results.push(run ? await orFailed(() => tellApart(run)) : await runPhase(phase));
  }
  return results;
}

async function main(): Promise<number> {
  const total = sum(await runPhases(choose(process.argv.slice(2))));
  const countsFile = process.env[countsVariable];
  if (countsFile) writeCounts(countsFile, total);
  else
    console.log(
      ['', ...notes, ...total.failures.map((each) => `FAILED: ${each}`), describeCounts(total)].join('\n'),
    );
  return total.failed > 0 || total.passed + total.skipped === 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
