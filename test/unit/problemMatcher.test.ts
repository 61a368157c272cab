// The problem matcher that package.json contributes finds the places that the command line tells.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './cli/program';
import { temporaryFolder } from './temporaryFolder';

interface Matcher {
  readonly pattern: { readonly regexp: string };
}
const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  contributes: { problemMatchers: Matcher[] };
};
const pattern = new RegExp(manifest.contributes.problemMatchers[0]?.pattern.regexp ?? '');

/** File, line, column, severity, message and code of a line. */
const matched = (line: string): (string | undefined)[] | undefined => pattern.exec(line)?.slice(1);

describe('the problem matcher', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  it('finds what lint tells, and what ends a preview', async () => {
    folder.write('risky.csv', 'id,note\n1,=1+1\n');
    const [line = ''] = (await run(['lint', folder.path('risky.csv')])).out.split('\n');
    const [file, number, column, severity, message, code] = matched(line) ?? [];
    assert.deepEqual(
      [file, number, column, severity, code],
      [folder.path('risky.csv'), '2', undefined, 'warning', 'formula'],
    );
    assert.match(message ?? '', /^note: The text begins like a formula/);
    folder.write('bad.ndjson', '{"a":1}\n{"a":,}\n');
    const { err } = await run(['preview', folder.path('bad.ndjson')]);
    const [, , , , text, ...rest] = matched(err.trimEnd()) ?? [];
    assert.match(text ?? '', /^Line 2, column 6 of the segment file is not JSON\./);
    assert.deepEqual(rest, ['not-json']);
  });

  it('takes relative paths, drive letters and colons', () => {
    for (const file of ['daily/part 1.csv', 'C:\\exports\\part.csv', '/srv/a:1/part.csv', 'C:/part.csv'])
      assert.deepEqual(matched(`${file}:12:3: error: No. [not-json]`), [
        ...[file, '12', '3', 'error', 'No.', 'not-json'],
      ]);
  });

  it('passes over everything else', () => {
    for (const line of [
      's3-destinations: Cancelled. Nothing was written to the bucket.',
      '0 errors, 4 warnings, 0 hints',
      'delivered  s3://acme-exports/daily/a.csv · 3 rows · 12 bytes · SHA-256 00',
      'formula: and 130 more',
    ])
      assert.equal(matched(line), undefined, line);
  });
});
