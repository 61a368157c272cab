// `generate`: what runs exports without VS Code, printed or written to files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { assertComplaint, program, run } from './program';

describe('command line, generate', function () {
  this.timeout(120_000);
  const { folder, define, config } = program();
  const generate = (...words: string[]) =>
    run(['generate', ...words, '--config', config], { cwd: folder.path('') });
  const definition = { segment: { source: 'profiles.ndjson' }, destination: 'acme' };

  it('prints a file, and several with their names, for the folder it is called in', async () => {
    define('a', { ...definition, schedule: { frequency: 'daily' } });
    const { code, out } = await generate('github-actions', 'a.s3export.json');
    assert.equal(code, 0);
    assert.ok(out.includes(`run --due --json --config ${config} a.s3export.json\n`), out);
    const units = await generate('systemd', 'a.s3export.json');
    assert.match(units.out, /^# s3-exports\.service\n[^]*\n# s3-exports\.timer\n/);
  });

  it('writes files into a folder', async () => {
    define('a', { ...definition, schedule: { frequency: 'daily' } });
    const { out } = await generate('crontab', 'a.s3export.json', '--output', 'made');
    assert.deepEqual(readdirSync(folder.path('made')), ['s3-exports.crontab']);
    assert.equal(out, 'made/s3-exports.crontab\n');
    assert.match(readFileSync(folder.path('made/s3-exports.crontab'), 'utf8'), /^\*\/15 \* \* \* \* cd /m);
  });

  it('refuses an export without a schedule', async () => {
    define('b', definition);
    assertComplaint(await generate('crontab', 'b.s3export.json'), 1, /It has no schedule/);
  });
});
