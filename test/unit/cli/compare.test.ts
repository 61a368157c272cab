// Comparing on the command line, and what a push says of the last delivery.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { assertComplaint, program, run } from './program';

describe('compare on the command line', function () {
  this.timeout(120_000);
  const { folder, file, config, withConfig, define } = program();
  const state = ['--state', folder.path('state')];
  const compare = (...words: string[]) => withConfig(['compare', ...words, ...state]);
  const profiles = (...names: string[]) => {
    const lines = names.map((name, index) => `${JSON.stringify({ id: index + 1, name })}\n`);
    writeFileSync(folder.path('people.ndjson'), lines.join(''));
  };
  let definition: string;
  let uri: string;

  before(async () => {
    profiles('Kurt', 'Harper', 'George');
    definition = define('people', {
      segment: { source: 'people.ndjson' },
      destination: 'acme',
      deduplicate: { keys: ['id'] },
    });
    const { out, code } = await withConfig(['push', definition, '--json', ...state]);
    assert.equal(code, 0);
    const { files } = JSON.parse(out) as { files: { key: string }[] };
    uri = `s3://cli-exports/${files[0]?.key ?? ''}`;
  });

  it('ends with 0 when nothing would change', async () => {
    const { out, err, code } = await compare(definition);
    assert.deepEqual([err, code], ['', 0]);
    const lines = [
      String.raw`with       ${uri} · written \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`,
      'matched    by id',
      'rows       3 now, 3 then',
      ...['added      0', 'removed    0', 'changed    0', 'unchanged  3', ''],
    ];
    assert.match(out, new RegExp(`^${lines.join('\n')}$`));
  });

  it('tells what would change and ends with 1', async () => {
    profiles('Kurt', 'Lee', 'George', 'Ursula');
    const { out, code } = await compare(definition, '--list', '9');
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n').slice(3, -1), [
      ...['added      1', 'removed    0', 'changed    1', 'unchanged  2'],
      '~          row 2 · line 2 · name: "Harper" -> "Lee"',
      '+          row 4 · line 4 · ["4","Ursula"]',
    ]);
  });

  it('compares by other columns or whole rows, with a chosen object, and tells programs the same', async () => {
    const words = [folder.path('people.ndjson'), '--destination', 'acme', '--json'];
    const read = async (...more: string[]) => {
      const { out, code, err } = await compare(...words, ...more);
      assert.deepEqual([code, err], [1, '']);
      return JSON.parse(out) as Record<string, unknown>;
    };
    const whole = await read('--with', uri, '--list', '1');
    assert.deepEqual(
      [whole['matchedBy'], whole['counts'], whole['equal'], whole['rows']],
      [[], { changed: 0, added: 2, removed: 1, unchanged: 2 }, false, { old: 3, new: 4 }],
    );
    assert.deepEqual(whole['differences'], [{ change: 'added', row: 2, line: 2, texts: ['2', 'Lee'] }]);
    const byName = await read('--by', 'name');
    assert.deepEqual([byName['matchedBy'], byName['differences']], [['name'], []]);
  });

  it('ends with 2 when it cannot be done, and says why', async () => {
    const at = ['--destination', 'tabs'];
    assertComplaint(await compare(file, ...at), 2, /Nothing of this export was delivered yet/);
    assertComplaint(await compare(definition, '--by', 'x'), 2, /cannot be matched by that column/);
    assertComplaint(await compare(definition, '--with', 'daily/none.csv'), 2, /is not in the bucket/);
    assertComplaint(await compare(file), 2, /"compare" needs --destination ID/);
    assertComplaint(await compare(definition, '--by', 'x', '--whole-rows'), 2, /either --by or --whole-rows/);
  });

  it('is what a push and a dry run warn of before they send', async () => {
    profiles('Kurt');
    const dry = await withConfig(['push', definition, '--dry-run', ...state]);
    assert.match(dry.out, /^before +3 rows at the last delivery, .* UTC, -66\.7 %$/m);
    assert.match(dry.err, /^s3-destinations: Warning: The rows deviate by more than 20 %: 3 rows at .*\n$/);
    const more = define('more', {
      segment: { source: 'people.ndjson' },
      columns: [{ path: 'id' }, { path: 'name' }, { value: { constant: 1 }, header: 'one' }],
    });
    const other = await withConfig(['push', more, '--destination', 'acme', '--dry-run', ...state]);
    assert.match(other.err, /headers are not those of the last delivery: 3 columns instead of 2\.\n$/);
    const quiet = folder.path('quiet.json');
    const settings = readFileSync(config, 'utf8');
    writeFileSync(quiet, settings.replace('{', '{"s3Destinations.push.rowCountDeviation":0,'));
    const silent = await run(['push', definition, '--dry-run', ...state, '--config', quiet]);
    assert.equal(silent.err, '');
  });
});
