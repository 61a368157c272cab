// The folders of working copies: made for a copy alone, and those of processes that are gone are removed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { plainSource } from '../../../src/segment/plainCopy';
import { fileSource } from '../../../src/segment/source';
import { WorkingCopies } from '../../../src/ui/workingCopies';
import { temporaryFolder } from '../temporaryFolder';

describe('working copies of a preview', () => {
  const folder = temporaryFolder();

  it('have no folder before there is one, and none after', async () => {
    const root = folder.path('state/copies');
    const copies = new WorkingCopies(root);
    const [plain, packed] = [copies.newFolder(), copies.newFolder()];
    await plainSource(folder.write('plain.csv', 'a\n1\n'), plain.path);
    assert.equal(existsSync(root), false);
    writeFileSync(folder.path('packed.csv.gz'), gzipSync('a\n1\n'));
    await plainSource(fileSource(folder.path('packed.csv.gz')), packed.path);
    assert.equal(readdirSync(packed.path).length, 1);
    assert.ok(dirname(packed.path).includes(`.${process.pid}.`));
    packed.remove();
    plain.remove();
    assert.equal(existsSync(packed.path), false);
    copies.dispose();
    assert.deepEqual(readdirSync(root), []);
  });

  it('are removed when their process is gone', async () => {
    const root = folder.path('swept');
    const machine = encodeURIComponent(hostname());
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    const leave = (name: string) => {
      mkdirSync(join(root, name, '0'), { recursive: true });
      writeFileSync(join(root, name, '0', 'copy'), 'a\n');
      return name;
    };
    const copies = new WorkingCopies(root);
    mkdirSync(copies.newFolder().path, { recursive: true });
    const [own = ''] = readdirSync(root);
    leave(`${machine}.${gone}.1`);
    leave(`${machine}.${process.pid}.1`);
    const kept = [`${machine}.${process.ppid}.1`, `other.${gone}.1`, 'something'].map(leave);
    await copies.sweep();
    assert.deepEqual(readdirSync(root).sort(), [own, ...kept].sort());
  });
});
