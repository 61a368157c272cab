// The file of dropped records, where no more than its beginning finds room.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from '../temporaryFolder';

const root = join(__dirname, '../../..');

/** Tells how adding records and closing end, and what is there before and after: files, and descriptors of them. */
const script = `
  const { readdirSync, readlinkSync } = require('node:fs');
  const { basename, dirname } = require('node:path');
  const { DroppedRecords } = require('./src/cli/droppedRecords.ts');
  const path = process.argv[1];
  const attempt = (work) => { try { work(); return 'done' } catch (error) { return error.code } };
  const dropped = new DroppedRecords(0, path);
  const there = () => readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));
  const [whole] = there().filter((name) => name === basename(path));
  const before = [there().length, whole];
  const added = attempt(() => {
    for (let line = 1; line <= 1000; line++) dropped.add({ line, reason: 'mandatory', column: 'personalEmail' });
  });
  const closed = attempt(() => dropped.close());
  const link = (fd) => { try { return readlinkSync('/proc/self/fd/' + fd) } catch { return '' } };
  const open = readdirSync('/proc/self/fd').filter((fd) => link(fd).startsWith(path)).length;
  console.log(JSON.stringify({ before, added, closed, after: there(), open }));
`;

describe('the file of dropped records', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  /** @param limit of a file's size, in blocks of the shell: 512 or 1024 bytes */
  function result(name: string, limit: string): unknown {
    const node = [process.execPath, '--import', 'tsx', '-e', script, folder.path(name)];
    const { stdout, stderr } = spawnSync('sh', ['-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...node], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }

  it('is closed and removed when it cannot be written to its end', function () {
    if (process.platform !== 'linux') this.skip();
    const { length } = JSON.stringify({ line: 1000, reason: 'mandatory', column: 'personalEmail' });
    assert.ok(1000 * length < 64 * 1024, 'all of it waits for the end');
    const left = { before: [1, null], added: 'done', closed: 'dropped-file', after: [], open: 0 };
    assert.deepEqual(result('limited.ndjson', '20'), left);
  });

  it('stays, closed, when there is room', function () {
    if (process.platform !== 'linux') this.skip();
    const left = { before: [1, null], added: 'done', closed: 'done', after: ['whole.ndjson'], open: 0 };
    assert.deepEqual(result('whole.ndjson', 'unlimited'), left);
  });
});
