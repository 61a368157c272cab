// Names and keys for a moment. What macros stand for is tested in macros.test.ts and datePattern.test.ts.
import assert from 'node:assert/strict';
import { fixedFolder, partKey, resolveName } from '../../../src/export/naming';
import { segmentOf } from '../../../src/model/segment';
import { moment } from '../collect';

function key(folderPath: string, fileName: string, fileExtension = 'csv'): string {
  const { id, name } = segmentOf(fileName);
  return resolveName({ folderPath, fileExtension }, { segmentId: id, segmentName: name }, moment).key;
}

const named = (nameTemplate: string, folderPath = '', fileExtension = 'csv') =>
  resolveName({ folderPath, nameTemplate, fileExtension }, { segmentId: 'id', segmentName: 'name' }, moment)
    .key;

describe('object keys', () => {
  it("have Adobe's name for the segment and the moment in UTC", () => {
    assert.equal(
      key('', 'segment12341e18-abcd-49c2-836d-123c88e76c39.ndjson.gz'),
      'amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20200408061804.csv',
    );
  });

  it('take the file name as id where there is no UUID, without what a key would have to escape', () => {
    assert.equal(
      key('daily', 'Luxury Audience (new).ndjson', 'txt'),
      'daily/amazon-s3_segmentLuxury-Audience-new-_20200408061804.txt',
    );
  });

  it('resolve macros in the folder path', () => {
    assert.equal(
      key('exports/%DATETIME(yyyy)%/%SEGMENT_NAME%', 'Luxury Audience.csv'),
      'exports/2020/Luxury Audience/amazon-s3_segmentLuxury-Audience_20200408061804.csv',
    );
  });

  it('have the name of the template, and the whole extension', () => {
    assert.equal(named('latest', 'a/b', 'csv.gz'), 'a/b/latest.csv.gz');
    assert.equal(named('{as it is}~#', 'a\\b/[c]'), 'a\\b/[c]/{as it is}~#.csv');
  });

  for (const [what, template, folderPath] of [
    ['an empty name', '', 'a'],
    ['a blank name', '  ', 'a'],
    ['a name with a folder', 'a/b', ''],
    ['a control character in the name', 'a\nb', ''],
    ['a control character in the folder path', 'a', 'a\u007fb'],
    ['half a character', 'a\ud800', ''],
    ['two halves that would meet at the border of path and name', '\udc00', '\ud800'],
    ['an empty folder', 'a', 'a//b'],
    ['a folder path that begins with a slash', 'a', '/a'],
    ['an empty folder by a date', 'a', 'a/%DATETIME(yyyy//MM)%'],
    ['the folder .', 'a', './a'],
    ['the folder ..', 'a', 'a/..'],
  ] as const) {
    it(`are refused with ${what}`, () => {
      assert.throws(() => named(template, folderPath), { code: 'unusable-name' });
    });
  }

  it('have names of at most 255 characters, counted with the extension', () => {
    assert.equal(named('\u{1F600}'.repeat(251)).length, 2 * 251 + 4);
    assert.throws(() => named('x'.repeat(252)), { code: 'name-too-long' });
    assert.throws(() => named('x'.repeat(249), '', 'csv.gz'), { code: 'name-too-long' });
    assert.equal(named('x'.repeat(248), 'folder', 'csv.gz').length, 'folder/'.length + 255);
  });

  it('have at most 1024 bytes', () => {
    assert.equal(Buffer.byteLength(named('x'.repeat(19), 'é'.repeat(500))), 1024);
    assert.throws(() => named('x'.repeat(20), 'é'.repeat(500)), { code: 'key-too-long' });
  });
});

describe('keys of parts', () => {
  for (const [first, fileExtension, part, expected] of [
    ['a/filename.csv', 'csv', 1, 'a/filename.csv'],
    ['a/filename.csv', 'csv', 2, 'a/filename_2.csv'],
    ['a.csv/filename.csv.gz', 'csv.gz', 3, 'a.csv/filename_3.csv.gz'],
    ['v1.2.csv', 'csv', 1000, 'v1.2_1000.csv'],
  ] as const) {
    it(`${first} is ${expected} in part ${part}`, () => {
      assert.equal(partKey(first, fileExtension, part), expected);
    });
  }

  it('are refused where the number makes them too long', () => {
    const name = named('x'.repeat(250));
    assert.equal(partKey(name, 'csv', 1), name);
    assert.throws(() => partKey(name, 'csv', 2), { code: 'name-too-long' });
    const long = named('x'.repeat(18), 'é'.repeat(500));
    assert.throws(() => partKey(long, 'csv', 2), { code: 'key-too-long' });
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
