// What `run` tells of a due moment: for people, and for programs.
import assert from 'node:assert/strict';
import { runJson, runLine, type Told } from '../../../src/cli/runReport';
import { Failure } from '../../../src/model/failure';
import { receiptOf } from '../receipts';

const of = {
  ...{ name: 'luxury', subject: '/exports/luxury.s3export.json' },
  destination: { id: 'acme', bucket: 'exports' },
};
const moment = new Date('2026-12-01T06:00:00Z');
const receipt = receiptOf({ rows: 1200, bytes: 4100 }, { rowsWritten: 1200 });
const [file = assert.fail()] = receipt.files;
const twoFiles = { ...receipt, files: [file, { ...file, key: 'daily/export_2.csv', bytes: 1 }] };
const changes = { added: 1000, changed: 199, removed: 1 };
const common = {
  ...{ event: 'run', export: 'luxury', definition: of.subject, destination: 'acme' },
  due: '2026-12-01T06:00:00.000Z',
};
const sha256 = 'f'.repeat(64);

const table: readonly (readonly [title: string, told: Told, line: string, json: object])[] = [
  [
    'a full delivery',
    { kind: 'delivered', moment, receipt, changes: undefined, resumed: false },
    'verified     luxury · 2026-12-01 06:00:00 UTC · s3://exports/daily/export.csv · 1,200 rows · 4,100 bytes',
    {
      ...{ outcome: 'verified', keys: ['daily/export.csv'], rows: 1200, bytes: 4100, sha256: [sha256] },
      ...{ resumed: false, receipt: receipt.id },
    },
  ],
  [
    'an incremental delivery of two files that was carried on',
    { kind: 'delivered', moment, receipt: twoFiles, changes, resumed: true },
    'verified     luxury · 2026-12-01 06:00:00 UTC · s3://exports/daily/export.csv and 1 more file · 1,200 rows · 1,000 added, 199 changed, 1 removed · 4,101 bytes · an interrupted run was carried on',
    {
      ...{ outcome: 'verified', keys: ['daily/export.csv', 'daily/export_2.csv'], rows: 1200, bytes: 4101 },
      ...{ sha256: [sha256, sha256], changes, resumed: true, receipt: receipt.id },
    },
  ],
  [
    'what would be delivered',
    { kind: 'planned', moment, totals: receipt, changes },
    'planned      luxury · 2026-12-01 06:00:00 UTC · s3://exports/daily/export.csv · 1,200 rows · 1,000 added, 199 changed, 1 removed · 4,100 bytes · nothing was sent',
    {
      ...{
        outcome: 'planned',
        keys: ['daily/export.csv'],
        rows: 1200,
        bytes: 4100,
        sha256: [sha256],
        changes,
      },
    },
  ],
  [
    'an export without rows',
    { kind: 'skipped', moment, totals: { ...receipt, rowsWritten: 0, files: [] } },
    'skipped      luxury · 2026-12-01 06:00:00 UTC · no rows',
    { outcome: 'skipped', keys: [], rows: 0, bytes: 0, sha256: [] },
  ],
  [
    'what was delivered before',
    { kind: 'known', moment, by: 'object', keys: ['daily/export.csv'] },
    'known        luxury · 2026-12-01 06:00:00 UTC · s3://exports/daily/export.csv · it was delivered before',
    { outcome: 'known', by: 'object', keys: ['daily/export.csv'] },
  ],
  [
    'a missed run',
    { kind: 'passedOver', moment },
    'passed over  luxury · 2026-12-01 06:00:00 UTC · a later run takes its place',
    { outcome: 'passedOver' },
  ],
  [
    'another process',
    { kind: 'busy', moment },
    'busy         luxury · 2026-12-01 06:00:00 UTC · another process is at this export',
    { outcome: 'busy' },
  ],
  [
    'a failure, by its code and sentences',
    {
      ...{ kind: 'failed', moment },
      error: new Failure('key-taken', { what: 'What.', why: 'Why.', next: 'Next.' }, { excerpt: 'kurt@…' }),
    },
    'failed       luxury · 2026-12-01 06:00:00 UTC · key-taken',
    { outcome: 'failed', failure: { code: 'key-taken', what: 'What.', why: 'Why.', next: 'Next.' } },
  ],
];

describe('the log of runs', () => {
  for (const [title, told, line, json] of table) {
    it(`tells ${title}`, () => {
      assert.equal(runLine(of, told), line);
      assert.deepEqual(JSON.parse(JSON.stringify(runJson(of, told))), { ...common, ...json });
    });
  }

  it('has no destination where the definition tells none', () => {
    const told: Told = { kind: 'failed', moment, error: new Error('x') };
    const json = JSON.stringify(runJson({ ...of, destination: undefined }, told));
    assert.doesNotMatch(json, /"destination"/);
  });
});
