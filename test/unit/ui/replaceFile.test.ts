// Replacing a file: its text, its mode, its link, and nothing left behind.
import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { replaceFile } from '../../../src/ui/replaceFile';
import { temporaryFolder } from '../temporaryFolder';

describe('replacing a file', () => {
  const folder = temporaryFolder();
  const isPosix = process.platform !== 'win32';

  /** A folder of a test's own. */
  function place(name: string): (file: string) => string {
    mkdirSync(folder.path(name));
    return (file) => folder.path(`${name}/${file}`);
  }

  it('makes one that was not there', async () => {
    const at = place('new');
    await replaceFile(at('a.json'), 'ä\r\n');
    assert.equal(readFileSync(at('a.json'), 'utf8'), 'ä\r\n');
    assert.deepEqual(readdirSync(at('.')), ['a.json']);
  });

  it('keeps the mode', async function () {
    if (!isPosix) this.skip();
    const at = place('mode');
    writeFileSync(at('a.json'), 'old');
    for (const mode of [0o666, 0o640, 0o755]) {
      chmodSync(at('a.json'), mode);
      await replaceFile(at('a.json'), `new ${mode}`);
      assert.equal(statSync(at('a.json')).mode & 0o7777, mode);
    }
    assert.equal(readFileSync(at('a.json'), 'utf8'), `new ${0o755}`);
  });

  it('follows links, which stay', async function () {
    if (!isPosix) this.skip();
    const at = place('link');
    mkdirSync(at('real'));
    writeFileSync(at('real/a.json'), 'old');
    symlinkSync('real/a.json', at('link.json'));
    symlinkSync('link.json', at('second.json'));
    await replaceFile(at('second.json'), 'new');
    assert.equal(readFileSync(at('real/a.json'), 'utf8'), 'new');
    assert.ok(lstatSync(at('second.json')).isSymbolicLink());
    assert.ok(lstatSync(at('link.json')).isSymbolicLink());
    assert.deepEqual(readdirSync(at('real')), ['a.json']);
  });

  it('leaves other files alone, also those that look temporary', async () => {
    const at = place('others');
    const others = [`a.json.${process.pid}.tmp`, 'a.json.tmp', '.tmp'];
    for (const name of others) writeFileSync(at(name), name);
    await replaceFile(at('a.json'), 'new');
    await Promise.all([1, 2, 3, 4].map((number) => replaceFile(at('a.json'), `new ${number}`)));
    assert.match(readFileSync(at('a.json'), 'utf8'), /^new [1-4]$/);
    for (const name of others) assert.equal(readFileSync(at(name), 'utf8'), name);
    assert.equal(readdirSync(at('.')).length, others.length + 1);
  });

  it('leaves nothing behind when it fails', async () => {
    const at = place('failing');
    mkdirSync(at('a.json'));
    await assert.rejects(replaceFile(at('a.json'), 'new'));
    assert.deepEqual(readdirSync(at('.')), ['a.json']);
    await assert.rejects(replaceFile(at('missing/a.json'), 'new'), { code: 'ENOENT' });
  });

  it('takes a name as long as names can be', async () => {
    const at = place('long');
    const name = `${'a'.repeat(240)}.s3export.json`;
    await replaceFile(at(name), 'new');
    assert.equal(readFileSync(at(name), 'utf8'), 'new');
  });
});
