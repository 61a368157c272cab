// What is said of a place: where an export would go, and what its segment has at a path.
import assert from 'node:assert/strict';
import { hoverAt, type HoverText, type Known } from '../../../../src/export/language/hover';
import { readFields, type Fields } from '../../../../src/export/language/fields';
import type { Source } from '../../../../src/segment/source';
import { moment } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { acme, cursorIn } from './written';

describe('hovers of a definition', () => {
  const folder = temporaryFolder();
  let source: Source;
  let fields: Fields;
  before(async () => {
    source = folder.write('people.csv', 'id,email\n1,a@x.example\n2,\n');
    fields = await readFields(source);
  });

  const hover = (marked: string, more: Partial<Known> = {}): HoverText | undefined => {
    const { definition, offset } = cursorIn(marked);
    return hoverAt(definition, offset, { source, fields, target: acme, moment, ...more });
  };

  it('have the address of the object, for now', () => {
    const name =
      '{ "segment": { "id": "s1", "name": "Best of" }, "fileName": "%SEGMENT_ID%_%DATETIME(|yyyy)%" }';
    assert.deepEqual(hover(name)?.code, `s3://acme-exports/daily/Best of/s1_${moment.getUTCFullYear()}.csv`);
    const byDefault = hover('{ "segment": { "id": "s1" }, "destination": "a|cme" }');
    assert.match(
      byDefault?.code ?? '',
      /^s3:\/\/acme-exports\/daily\/people\/amazon-s3_segments1_\d{14}\.csv$/,
    );
    assert.deepEqual(byDefault?.lines, ['Where a push would write now.']);
  });

  it('have the name alone without a destination', () => {
    const { code, lines } = hover('{ "fileName": "a|-%SEGMENT_NAME%" }', { target: undefined }) ?? {};
    assert.equal(code, 'a-people.csv');
    assert.deepEqual(lines, ['The name of the object, if it were written now.']);
  });

  it('say why there is no name', () => {
    assert.deepEqual(hover('{ "fileName": "a|/b" }')?.lines, [
      'The folder path and the name template make no usable key. A name template has no "/": folders belong to the folder path.',
    ]);
    assert.equal(hover('{ "fileName": "a|" }', { source: undefined }), undefined);
  });

  it('have the header of a path, and kinds and share of its values, but none of these', () => {
    assert.deepEqual(hover('{ "columns": [{ "path": "ema|il", "header": "contact" }] }')?.lines, [
      ...['Header: contact', 'Kind: text', '50% of the records have a value here.'],
    ]);
    assert.deepEqual(hover('{ "columns": [{ "path": "nobody|.knows" }] }')?.lines, ['Header: nobody_knows']);
  });

  it('have what a key is made of', () => {
    const key =
      '{ "columns": [{ "path": "email", "header": "contact" }], "deduplicate": { "keys": ["con|tact", "id"] } }';
    assert.deepEqual(hover(key)?.lines, [
      ...['Header: contact', 'Kind: text', '50% of the records have a value here.'],
    ]);
    assert.deepEqual(hover('{ "deduplicate": { "keys": ["i|d"] } }')?.lines, [
      ...['Kind: text', '100% of the records have a value here.'],
    ]);
  });

  it('are none elsewhere, and none of what is not known', () => {
    assert.equal(hover('{ "rows|PerFile": 1 }'), undefined);
    assert.equal(hover('{ "deduplicate": { "keys": ["i|d"] } }', { fields: undefined }), undefined);
  });
});
