// What can be written where: golden lists of what is proposed, and the text after the first one is taken.
import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { proposalsAt, type Proposal, type Surroundings } from '../../../../src/export/language/proposals';
import { segmentFilesNear } from '../../../../src/export/language/segmentFiles';
import { readFields, type Fields } from '../../../../src/export/language/fields';
import { spotAt } from '../../../../src/export/language/spot';
import { readDefinition } from '../../../../src/model/definition';
import { temporaryFolder } from '../../temporaryFolder';
import { acme, cursorIn } from './written';
import { mkdirSync } from 'node:fs';

describe('proposals in a definition', () => {
  const folder = temporaryFolder();
  let fields: Fields;
  before(async () => {
    const record = { id: 1, person: { 'first.name': 'Ada' }, emails: [{ address: 'a@x.example' }] };
    fields = await readFields(folder.write('people.ndjson', `${JSON.stringify(record)}\n`));
  });

  const proposals = (marked: string, more: Partial<Surroundings> = {}): Proposal[] => {
    const { definition, offset } = cursorIn(marked);
    const spot = spotAt(definition, offset);
    const surroundings = {
      fields,
      destinations: [acme],
      files: ['people.ndjson'],
      macroValue: () => undefined,
    };
    return spot ? proposalsAt(definition, spot, offset, { ...surroundings, ...more }) : [];
  };
  const labels = (marked: string, more?: Partial<Surroundings>) =>
    proposals(marked, more).map(({ label }) => label);
  /** The text when one is taken. */
  const taken = (marked: string, wanted: string): string => {
    const found = proposals(marked).find(({ label }) => label === wanted) ?? assert.fail(`no ${wanted}`);
    return applyEdits(marked.replace('|', ''), [{ ...found.span, content: found.text }]);
  };

  const paths = ['id', 'person', 'person."first.name"', 'emails', 'emails[0]', 'emails[0].address'];
  const table: Record<string, readonly [string, ...string[]]> = {
    'are paths as a path': ['{ "columns": [{ "path": "|" }] }', ...paths],
    'are paths where a path can begin': ['{ "columns": [{ "path": | }] }', ...paths],
    'are paths in a text that is not closed': ['{ "columns": [{ "path": "per|\n }] }', ...paths],
    'are paths in functions': [
      '{ "columns": [{ "value": { "sha256": { "coalesce": ["id", "|"] } } }] }',
      ...paths,
    ],
    'are columns that are not there yet': [
      '{ "columns": [{ "path": "id" }, "|"] }',
      ...['person."first.name"', 'emails'],
    ],
    'are columns where one can begin': ['{ "columns": [|] }', 'id', 'person."first.name"', 'emails'],
    'are headers and paths as a key': [
      '{ "columns": [{ "path": "id", "header": "number" }], "deduplicate": { "keys": ["|"] } }',
      ...['number', ...paths],
    ],
    'are headers and paths as the time': ['{ "deduplicate": { "keys": ["id"], "time": "|" } }', ...paths],
    'are headers made of the path, but for those of other columns': [
      '{ "columns": [{ "path": "a.b.c", "header": "|" }, { "path": "c" }] }',
      'a_b_c',
    ],
    'are headers of a function': [
      '{ "columns": [{ "value": { "first": "emails[0].address" }, "header": "|" }] }',
      ...['emails_0_address', 'address'],
    ],
    'are destinations': ['{ "destination": "|" }', 'acme'],
    'are segment files': ['{ "segment": { "source": "|" } }', 'people.ndjson'],
    'are segment files in a list': ['{ "segment": { "source": ["a", "|"] } }', 'people.ndjson'],
    'are none behind a value': ['{ "destination": "acme" | }'],
    'are none before a comma is written': ['{ "columns": [{ "path": "id" } |] }'],
    'are none of the name of a field': ['{ "|": 1 }'],
    'are none outside of quotes': ['{ "destination": |"acme" }'],
    'are none in a comment': ['{ "destination": // |\n }'],
    'are none without a macro': ['{ "fileName": "a_|%SEGMENT_ID%" }'],
  };
  for (const [name, [marked, ...expected]] of Object.entries(table))
    it(name, () => assert.deepEqual(labels(marked), expected));

  it('take the place of the whole text', () => {
    assert.equal(
      taken('{ "columns": [{ "path": "per|x" }] }', 'person."first.name"'),
      String.raw`{ "columns": [{ "path": "person.\"first.name\"" }] }`,
    );
    assert.equal(taken('{ "columns": ["|"] }', 'emails'), '{ "columns": [{ "path": "emails" }] }');
    assert.equal(taken('{ "destination": | }', 'acme'), '{ "destination": "acme" }');
  });

  it('are read back as the fields that they are', () => {
    const text = taken('{ "segment": { "source": "x" }, "columns": ["|"] }', 'person."first.name"');
    const [column] = readDefinition(text).columns ?? [];
    assert.deepEqual(column?.value, { kind: 'path', path: ['person', 'first.name'] });
  });

  it('are macros behind a %, which take what belongs to them', () => {
    const wanted = '%SEGMENT_NAME%';
    assert.equal(taken('{ "fileName": "a_%|" }', wanted), '{ "fileName": "a_%SEGMENT_NAME%" }');
    assert.equal(
      taken('{ "fileName": "a_%SEG|MENT_ID%-b" }', wanted),
      '{ "fileName": "a_%SEGMENT_NAME%-b" }',
    );
    assert.equal(
      taken('{ "fileName": "%TIMESTAMP%%|_%DATETIME%" }', wanted),
      '{ "fileName": "%TIMESTAMP%%SEGMENT_NAME%_%DATETIME%" }',
    );
    const macroValue = (macro: string) => (macro === wanted ? 'Luxury' : undefined);
    const found = proposals('{ "fileName": "%|" }', { macroValue });
    assert.equal(found.find(({ label }) => label === wanted)?.detail, 'Luxury');
    assert.equal(found.length, 14);
  });

  it('are time zones in a schedule, and nothing for its days', () => {
    const zones = labels('{ "schedule": { "timeZone": "|" } }');
    for (const zone of ['UTC', 'Europe/Berlin'])
      assert.equal(zones.filter((each) => each === zone).length, 1);
    assert.deepEqual(labels('{ "schedule": { "startDate": "|" } }'), []);
  });

  it('say kinds and shares, and no value', () => {
    const found = JSON.stringify(proposals('{ "columns": [{ "path": "|" }] }'));
    assert.match(found, /"detail":"text","description":"100% of the records have a value here\."/);
    assert.doesNotMatch(found, /Ada|a@x/);
  });

  it('are none of a segment that cannot be read', () => {
    assert.deepEqual(labels('{ "columns": [{ "path": "|" }] }', { fields: undefined }), []);
    assert.deepEqual(labels('{ "columns": [|] }', { fields: undefined }), []);
  });

  it('have the segment files beside a definition and one folder below', async () => {
    for (const name of ['near', 'near/b', 'near/.git', 'near/node_modules', 'near/b/deep'])
      mkdirSync(folder.path(name));
    for (const name of [
      'p10.csv',
      'p2.csv.gz',
      'x.s3export.json',
      'b/c.json',
      '.git/d.json',
      'node_modules/e.json',
      'b/deep/f.csv',
      'x.txt',
    ])
      folder.write(`near/${name}`, '');
    assert.deepEqual(await segmentFilesNear(folder.path('near')), ['p2.csv.gz', 'p10.csv', 'b/c.json']);
    assert.deepEqual(await segmentFilesNear(folder.path('none')), []);
  });
});
