// Names and keys for a moment.
import assert from 'node:assert/strict';
import { fixedFolder, resolveKey } from '../../../src/export/naming';
import { segmentOf } from '../../../src/model/segment';
import { moment } from '../collect';

const key = (folderPath: string, fileName: string, fileExtension = 'csv') =>
  resolveKey({ folderPath, fileExtension }, segmentOf(fileName), moment);

describe('object keys', () => {
  it("has Adobe's name for the segment and the moment in UTC", () => {
    assert.equal(
      key('', 'segment12341e18-abcd-49c2-836d-123c88e76c39.ndjson.gz'),
      'amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20200408061804.csv',
    );
  });

  it('takes the file name as id where there is no UUID, without what a key would have to escape', () => {
    assert.equal(
      key('daily', 'Luxury Audience (new).ndjson', 'txt'),
      'daily/amazon-s3_segmentLuxury-Audience-new-_20200408061804.txt',
    );
  });

  it('resolves macros in the folder path', () => {
    assert.match(
      key('exports/%DATETIME(yyyy)%/%SEGMENT_NAME%', 'Luxury Audience.csv'),
      /^exports\/2020\/Luxury Audience\/amazon-s3_segmentLuxury-Audience_20200408061804\.csv$/,
    );
  });

  it('refuses an unknown macro and a key that is too long', () => {
    for (const macro of ['%NOTHING%', '%segment_name%', '%DATETIME()%', '%SEGMENT_ID(x)%']) {
      assert.throws(() => key(macro, 'a.csv'), { code: 'unknown-macro' });
    }
    assert.match(key("%DATETIME(yyyy '('MM')')%", 'a.csv'), /^2020 \(04\)\/amazon/);
    assert.match(key('100%', 'a.csv'), /^100%\/amazon/);
    assert.throws(() => key('é'.repeat(600), 'a.csv'), { code: 'key-too-long' });
  });
});

describe('the folder that all keys share', () => {
  for (const [folderPath, folder] of [
    ['', ''],
    ['daily/segments', 'daily/segments'],
    ['exports/%DATETIME(yyyy)%/x', 'exports'],
    ['exports/of-%SEGMENT_ID%', 'exports'],
    ['%SEGMENT_NAME%', ''],
  ] as const) {
    it(`of "${folderPath}" is "${folder}"`, () => assert.equal(fixedFolder(folderPath), folder));
  }
});

describe('segments', () => {
  for (const [fileName, id, name] of [
    ['luxury.ndjson', 'luxury', 'luxury'],
    ['luxury.json.gz', 'luxury', 'luxury'],
    ['a.b.csv', 'a.b', 'a.b'],
    ['.csv', '.csv', '.csv'],
  ] as const) {
    it(`calls ${fileName} ${name}`, () => assert.deepEqual(segmentOf(fileName), { id, name }));
  }
});
