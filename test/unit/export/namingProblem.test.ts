// What keeps an export from having a name, told before its segment is looked at.
import assert from 'node:assert/strict';
import { namingProblem } from '../../../src/export/namingProblem';
import { definitionOf } from '../../../src/model/definition';
import { readDestination } from '../../../src/model/destination';

const moment = new Date('2026-11-22T06:00:00Z');

function problem(definition: object, folderPath = 'daily'): string | undefined {
  const settings = { segment: { source: 'no such folder/part-*.ndjson' }, ...definition };
  const destination = readDestination('acme', { bucket: 'acme-exports', folderPath });
  return namingProblem(definitionOf(settings), destination, moment)?.code;
}

describe('the name of an export', () => {
  it('is no problem where its macros are known, with segment files that are not there', () => {
    assert.equal(problem({}), undefined);
    assert.equal(problem({ fileName: '%SEGMENT_NAME%_%DATETIME(yyyyMMdd)%' }, '%SEGMENT_NAME%'), undefined);
  });

  for (const [what, definition, folderPath, code] of [
    ['an unknown macro in the file name', { fileName: '%NO_MACRO%' }, 'daily', 'unknown-macro'],
    ['an unknown macro in the folder path', {}, 'a/%NO_MACRO%', 'unknown-macro'],
    ['a macro without a value', { fileName: '%SANDBOX_NAME%' }, 'daily', 'macro-without-value'],
    [
      'a date pattern that cannot be read',
      { fileName: '%DATETIME(qq)%' },
      'daily',
      'unsupported-date-pattern',
    ],
    ['a folder in the file name', { fileName: 'a/b' }, 'daily', 'unusable-name'],
  ] as const)
    it(`is one with ${what}`, () => assert.equal(problem(definition, folderPath), code));
});
