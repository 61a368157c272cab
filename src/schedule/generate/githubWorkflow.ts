// A workflow for GitHub Actions that delivers what is due. It signs in to AWS by OpenID Connect: no keys are stored.
import { posix } from 'node:path';
import { merge, ranges, ticksOf, type Ticks } from './ticks';
import { inside, runWords, type GenerateOptions, type Unattended } from './unattended';
import { githubWord } from './words';

/** By commit, as a tag may be moved. */
const actions = {
  checkout: 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
  setupNode: 'actions/setup-node@53b83947a5a98c8d113130e565377fae1a50d02f # v6.3.0',
  credentials: 'aws-actions/configure-aws-credentials@8df5847569e6427dd6c4fb1cf565c83acfa8afa7 # v6.0.0',
  restore: 'actions/cache/restore@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0',
  save: 'actions/cache/save@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0',
};

const stateFolder = '.s3-destinations-state';

/** The text of `.github/workflows/s3-exports.yml`. @throws UnwritablePath, InvalidSchedule */
export function githubWorkflow(exports: readonly Unattended[], options: GenerateOptions): string {
  const sources = exports.filter(({ schedule }) => schedule?.frequency === 'onChange').flatMap(sourcesOf);
  const keepsState = exports.some(({ incremental }) => incremental);
  const words = runWords(exports, options, ...(keepsState ? ['--state', stateFolder] : []));
  return [
    ...heading(exports),
    'on:',
    '  workflow_dispatch:',
    ...scheduleLines(exports, options),
    ...pushLines(sources),
    ...settings,
    'jobs:',
    '  deliver:',
    '    runs-on: ubuntu-latest',
    '    # Only the default branch delivers what it has.',
    "    if: github.event_name != 'push' || github.ref_name == github.event.repository.default_branch",
    '    steps:',
    ...checkout(sources),
    ...signIn(exports[0]?.region ?? 'us-east-1'),
    ...(keepsState ? restoreState : []),
    '      - name: Deliver what is due',
    '        run: |-',
    `          node "$S3_DESTINATIONS" ${words.map(githubWord).join(' ')}`,
    ...(keepsState ? saveState : []),
    '',
  ].join('\n');
}

function heading(exports: readonly Unattended[]): string[] {
  return [
    '# Delivers these S3 exports when they are due by their schedules. Generate it again when those change.',
    ...exports.map(({ path }) => `#   ${path}`),
    '# It needs the variable S3_EXPORTS_ROLE of the repository: the ARN of a role that trusts its workflows and may write',
    '# to the bucket. GitHub may start it late, or leave a start out when it is busy: the next one catches up.',
    'name: S3 exports',
  ];
}

function scheduleLines(exports: readonly Unattended[], { now }: GenerateOptions): string[] {
  const ticks = merge(exports.flatMap(({ schedule }) => (schedule ? ticksOf(schedule, 'UTC', now) : [])));
  if (ticks.length === 0) return [];
  return [
    '  # In UTC. Where clocks change there is a line, or an hour, for either time: only what is due runs.',
    '  schedule:',
    ...ticks.map((tick) => `    - cron: '${cronFields(tick)}'`),
  ];
}

/** The five fields of a line of cron. */
export function cronFields({ minute, hours, days, months, weekdays }: Ticks): string {
  const field = (numbers: readonly number[]) => ranges(numbers, '-') || '*';
  // Sunday is 0 wherever there is a cron.
  const fromSunday = weekdays.map((day) => day % 7).sort((a, b) => a - b);
  return [minute, ...[hours, days, months, fromSunday].map(field)].join(' ');
}

function pushLines(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  return ['  push:', '    paths:', ...sources.map((path) => `      - ${JSON.stringify(pathFilter(path))}`)];
}

/** GitHub has signs of its own. What stands for any text in their place lets a file too many start a run, which is harmless. */
function pathFilter(path: string): string {
  return path.replace(/[?[\]+!\\*]+/g, '*');
}

function sourcesOf({ path, source }: Unattended): string[] {
  return source.map((pattern) => inside(posix.join(posix.dirname(path), pattern)));
}

const settings = [
  'permissions:',
  '  id-token: write',
  '  contents: read',
  'concurrency:',
  '  group: s3-exports',
  '  cancel-in-progress: false',
  'env:',
  '  # The command line: dist/cli.js of S3 Destinations with dist/sdk.js beside it, which `npm run build` makes. Commit both',
  '  # here, or get them in a step of your own.',
  '  S3_DESTINATIONS: .github/s3-destinations/cli.js',
];

function checkout(sources: readonly string[]): string[] {
  return [
    `      - uses: ${actions.checkout}`,
    '        with:',
    '          persist-credentials: false',
    ...(sources.length > 0 ? ['          fetch-depth: 0', ...timesOfCommits(sources)] : []),
  ];
}

/** A checkout gives files its own time; what is exported on change goes by the time of the change. */
function timesOfCommits(sources: readonly string[]): string[] {
  return [
    '      - name: Give segment files the times of their commits',
    '        run: |-',
    `          git ls-files -z -- ${sources.map((path) => githubWord(`./${path}`)).join(' ')} |`,
    "            while IFS= read -r -d '' file; do",
    '              touch -d "@$(git log -1 --format=%ct -- ":(literal)$file")" -- "$file"',
    '            done',
  ];
}

function signIn(region: string): string[] {
  return [
    `      - uses: ${actions.setupNode}`,
    '        with:',
    '          node-version: 22',
    `      - uses: ${actions.credentials}`,
    '        with:',
    '          role-to-assume: ${{ vars.S3_EXPORTS_ROLE }}',
    `          aws-region: ${region}`,
  ];
}

const stateKey = [
  '        with:',
  `          path: ${stateFolder}`,
  '          key: s3-exports-${{ github.run_id }}-${{ github.run_attempt }}',
];

const restoreState = [
  '      # What the last run has delivered: hashes of keys and rows, and receipts. Where it is lost, the next run is full.',
  `      - uses: ${actions.restore}`,
  ...stateKey,
  '          restore-keys: s3-exports-',
];

const saveState = [`      - uses: ${actions.save}`, '        if: always()', ...stateKey];
