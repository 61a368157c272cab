// The sample export of Adobe's documentation, reproduced from profiles byte for byte, name included.
// Source: AdobeDocs/experience-platform.en, help/destinations/assets/common/sample_export_file_segment12341e18-….csv.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportHead } from '../../../src/export/head';
import { fileSource } from '../../../src/segment/source';
import { moment, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

const golden = join(__dirname, '../../golden');
/** Its line endings are CRLF, with none after the last row. */
const adobeSample = { type: 'csv', lineEnding: 'crlf', finalNewline: false } as const;
const name = 'amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20200408061804.csv';

describe("Adobe's sample export", () => {
  const folder = temporaryFolder();
  const path = folder.path('segment12341e18-abcd-49c2-836d-123c88e76c39.ndjson');
  before(() => copyFileSync(join(golden, 'three-profiles.ndjson'), path));

  it('comes out byte for byte, with its name', async () => {
    const source = fileSource(path);
    const planned = await planOf(source, adobeSample);
    const { bytes, complete } = await exportHead(planned, 1000);
    assert.equal(planned.plan.key, name);
    assert.equal(planned.plan.moment, moment);
    assert.equal(complete, true);
    assert.deepEqual(Buffer.from(bytes), readFileSync(join(golden, name)));
  });

  it('has the totals of its bytes', async () => {
    const source = fileSource(path);
    const totals = await (await planOf(source, adobeSample)).scan();
    assert.equal(totals.rowsWritten, 3);
    const sha256 = '906386a4151045049471cfa33f6ed0d667444775ee56e00aa31e9de8c429dc82';
    assert.deepEqual(totals.files, [{ key: name, rows: 3, bytes: 220, sha256, crc32: 'SHKquA==' }]);
  });
});
