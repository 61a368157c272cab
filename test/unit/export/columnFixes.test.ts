// Changes of a definition's text: the column and nothing else.
import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { hashColumn, leaveOutColumn } from '../../../src/export/columnFixes';
import { readDefinition } from '../../../src/model/definition';

const text = `{
  // A partner's.
  "segment": { "source": "s.csv" },
  "columns": [
    { "path": "id" },
    { "path": "person.email", "mandatory": true }, // in clear
    { "value": { "first": "phones" }, "header": "phone" },
  ],
  "deduplicate": { "keys": ["id"], "time": "phone" },
}
`;

describe('an edit of a definition', () => {
  it('hashes a column under the header that it had', () => {
    const edited = applyEdits(text, hashColumn(text, 'person_email', 'email') ?? assert.fail());
    const { columns } = readDefinition(edited);
    assert.deepEqual(columns?.[1], {
      header: 'person_email',
      value: { kind: 'sha256', of: { kind: 'path', path: ['person', 'email'] }, normalise: 'email' },
      mandatory: true,
    });
    assert.match(edited, /\/\/ A partner's\.[^]*\/\/ in clear/);
    assert.equal(readDefinition(text).columns?.length, columns?.length);
  });

  it('leaves out a column', () => {
    const edited = applyEdits(text, leaveOutColumn(text, 'person_email') ?? assert.fail());
    assert.deepEqual(
      readDefinition(edited).columns?.map(({ header }) => header),
      ['id', 'phone'],
    );
  });

  it('is none where it would change which records are written', () => {
    assert.equal(leaveOutColumn(text, 'id'), undefined);
    assert.equal(leaveOutColumn(text, 'phone'), undefined);
    assert.equal(hashColumn(text, 'phone', 'phone'), undefined);
  });

  it('is none for the only column, for one that is not there, and in what is no definition', () => {
    const one = '{ "segment": { "source": "s" }, "columns": [{ "path": "a" }] }';
    assert.equal(leaveOutColumn(one, 'a'), undefined);
    assert.equal(hashColumn(one, 'b', 'none'), undefined);
    assert.equal(hashColumn('{ "segment": { "source": "s" } }', 'a', 'none'), undefined);
    assert.equal(hashColumn('{', 'a', 'none'), undefined);
  });
});
