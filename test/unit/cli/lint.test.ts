// `lint`, and the findings of a dry run.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { Findings } from '../../../src/model/finding';
import { accessKey, program, run } from './program';

describe('lint on the command line', function () {
  this.timeout(60_000);
  const { folder, withConfig } = program();
  const file = (name: string, text: string): string => {
    writeFileSync(folder.path(name), text);
    return folder.path(name);
  };
  const risky = () => file('risky.csv', 'id,email,note\n1,kurt@example.com,=1+1\n2,,"a\nb"\n3,, x\n');

  it('says where what was found, and ends well when there is no error', async () => {
    const path = risky();
    const { code, out, err } = await run(['lint', path]);
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(out.split('\n'), [
      `${path}:2: warning: email: The column may contain e-mail addresses, not hashed. Values: 1. (personal-email)`,
      `${path}:2: warning: note: The text begins like a formula; a spreadsheet would run it. See the format's formulaGuard. (formula)`,
      `${path}:3: warning: note: The value holds a line break: a reader that goes line by line sees two rows. (line-break)`,
      `${path}:5: warning: note: The value begins or ends with a space, which many readers leave out. See the format's trim. (outer-space)`,
      '0 errors, 4 warnings, 0 hints',
      '',
    ]);
  });

  it('fails when there is an error, also by a rule of the command line or of the settings', async () => {
    const path = risky();
    const byOption = await run(['lint', path, '--rule', 'formula=error', '--rule', 'outer-space=off']);
    assert.equal(byOption.code, 1);
    assert.match(byOption.out, /1 error, 2 warnings, 0 hints\n$/);
    assert.match(byOption.err, /There is 1 error\./);
    const settings = file(
      'rules.json',
      '{ "s3Destinations.findings.rules": { "line-break": "error", "formula": "off" } }',
    );
    assert.equal((await run(['lint', path, '--config', settings])).code, 1);
    const both = await run(['lint', path, '--config', settings, '--rule', 'line-break=off']);
    assert.deepEqual([both.code, both.out.includes('(formula)')], [0, false]);
  });

  it('has all of it as JSON', async () => {
    const rows = Array.from({ length: 150 }, () => '=1').join('\n');
    const { code, out } = await run(['lint', file('many.csv', `a\n${rows}\n`), '--json']);
    const { findings, counts } = JSON.parse(out) as Findings;
    assert.deepEqual([code, findings.length, findings[0]?.line, findings[0]?.header], [0, 100, 2, 'a']);
    assert.deepEqual(counts, [{ rule: 'formula', severity: 'warning', count: 150 }]);
  });

  it('tells of many places the first 20 and the number of the others', async () => {
    const rows = Array.from({ length: 150 }, () => '=1').join('\n');
    const { out } = await run(['lint', file('many.csv', `a\n${rows}\n`)]);
    assert.equal(out.match(/\(formula\)/g)?.length, 20);
    assert.match(out, /^formula: and 130 more$/m);
  });

  it('tells what was found before the reading ended, and why it ended', async () => {
    // What is looked at for the columns is read before.
    const rows = 'x,2\n'.repeat(1500);
    const path = file('ragged.csv', `a,b\n=1,2\n${rows}3\n`);
    const { code, out, err } = await run(['lint', path]);
    assert.equal(code, 1);
    assert.match(
      out,
      /:2: warning: a: .*\(formula\)\n.*:1503: error: .*\(ragged-row\)\n1 error, 1 warning, 0 hints\n$/,
    );
    assert.match(err, /Fields in the row at line 1503: 1\./);
  });

  it('tells why a segment cannot be read at all', async () => {
    const path = file('bad.ndjson', '{"a":1}\n{"a":,}\n');
    const { code, out, err } = await run(['lint', path]);
    assert.equal(code, 1);
    assert.ok(out.startsWith(`${path}:2:6: error: `), out);
    assert.match(err, /column 6 of the segment file is not JSON/);
    const missing = await run(['lint', folder.path('none.csv')]);
    assert.deepEqual([missing.code, missing.out], [1, '']);
  });

  it("finds the environment's own access key", async () => {
    const path = file('secret.csv', `a\nx ${accessKey.secretAccessKey}\n`);
    const { code, out, err } = await run(['lint', path]);
    assert.equal(code, 1);
    assert.match(out, /:2: error: a: .*\(destination-secret\)/);
    assert.ok(!(out + err).includes(accessKey.secretAccessKey));
  });

  it('looks at an export in the format of its destination', async () => {
    const path = file('plain.csv', 'a;b\n" x";2\n');
    assert.match((await withConfig(['lint', path])).out, /outer-space/);
    assert.ok(!(await run(['lint', path, '--format', 'json'])).out.includes('outer-space'));
  });

  it('refuses rules and severities that it does not know, and a settings file that is not there', async () => {
    for (const [words, pattern] of [
      [['--rule', 'x=off'], /There is no rule "x"/],
      [['--rule', 'formula=no'], /--rule is NAME=error/],
      [['--rule', 'formula'], /--rule is NAME=error/],
    ] as const) {
      const { code, err } = await run(['lint', risky(), ...words]);
      assert.equal(code, 2);
      assert.match(err, pattern);
    }
    assert.equal((await run(['lint', risky(), '--config', folder.path('none.json')])).code, 1);
  });

  it('is part of a dry run', async () => {
    const words = ['push', risky(), '--destination', 'acme', '--dry-run'];
    const { out, err } = await withConfig(words);
    assert.equal(err, '');
    assert.match(out, /findings +0 errors, 4 warnings, 0 hints\n +warning · personal-email: .*: 1\n/);
    const { findings } = JSON.parse((await withConfig([...words, '--json'])).out) as { findings: unknown[] };
    assert.deepEqual(findings[0], { rule: 'personal-email', severity: 'warning', count: 1 });
  });
});
