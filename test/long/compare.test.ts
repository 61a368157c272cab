// A comparison of large exports stays within memory that would not hold them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const rows = 800_000;
/** Of V8's old generation. The texts of both exports are about as many, and as objects they take several times that. */
const megabytes = 80;

describe('a comparison of large exports', function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 's3d-compare-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`of ${rows.toLocaleString('en-US')} rows each is done with ${megabytes} MB`, async () => {
    const program = join(__dirname, 'compareProgram.ts');
    const memory = `--max-old-space-size=${megabytes}`;
    const words = ['--import', 'tsx', memory, program, folder, String(rows)];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: join(__dirname, '../..') });
    const different = (2 * (rows - 1000)) / 100;
    assert.deepEqual(JSON.parse(stdout), [
      {
        ...{ changed: different, added: 1000, removed: 0 },
        ...{ unchanged: rows - 1000 - different, last: rows },
      },
      {
        ...{ changed: 0, added: different + 1000, removed: different },
        ...{ unchanged: rows - 1000 - different, last: rows },
      },
    ]);
  });
});
