// What is told of a definition while it is written: golden lines of severity, code, place, message, what was meant.
import assert from 'node:assert/strict';
import { DefinitionText } from '../../../../src/export/language/definitionText';
import { segmentOfText } from '../../../../src/export/language/segmentOfText';
import { Failure } from '../../../../src/model/failure';
import { temporaryFolder } from '../../temporaryFolder';
import { acme, problemLines } from './written';

describe('problems of a definition', () => {
  const folder = temporaryFolder();
  const here = folder.path('.');
  before(() => {
    folder.write(
      'people.ndjson',
      '{"id":1,"person":{"name":{"first":"Ada"}},"emails":[{"address":"a@x.example"}]}\n{"id":2}\n',
    );
    folder.write('people.csv', 'id,person.email\n1,a@x.example\n');
    folder.write('twins.ndjson', '{"a":{"b":1}}\n{"a_b":2}\n');
    folder.write('long.ndjson', '{"id":1}\n'.repeat(1000));
    folder.write('broken.ndjson', '{"id": oops}\n');
  });

  const segment = '"segment": { "source": "people.ndjson" }';

  const table: Record<string, readonly [text: string, ...lines: string[]]> = {
    'are none of one that is right, with comments and trailing commas': [
      `{ // people
        ${segment}, "columns": [{ "path": "id" }, { "path": "emails[0].address", "header": "email" },],
        "deduplicate": { "keys": ["id", "emails[1].address"], "time": "email", },
      }`,
    ],
    'are left to VS Code where the text is no JSON, or does not follow the schema': [
      `{ ${segment}, "colums": 1, "columns": [{ "path": 7 }, { "pth": "x" }, "id"], "mode": "x" `,
    ],
    'are contradictions that a plan is refused for': [
      `{ "segment": { "source": "people.csv", "input": { "format": "json", "delimiter": ";" } },
        "columns": [{ "path": "a", "value": "b" }, { "value": { "constant": 1 } }, { "value": { "json": "a", "first": "b" } },
          { "path": "a." }],
        "deduplicate": { "keys": ["b["], "keep": "latest" } }`,
      'error invalid-source-options { "format": "json", "delimiter": ";" }: The segment file cannot be read with these options. JSON has neither a delimiter nor a header row.',
      'error invalid-definition { "path": "a", "value": "b" }: A column has exactly one of path, value.',
      'error invalid-definition { "value": { "constant": 1 } }: A column without a path needs a "header".',
      'error invalid-definition { "value": { "json": "a", "first": "b" } }: A value has exactly one of constant, join, first, coalesce, sha256, json.',
      'error invalid-path "a.": "a." is not a path. A path is made of keys with dots between them, and of places in arrays such as [0].',
      'error invalid-path "b[": "b[" is not a path. A path is made of keys with dots between them, and of places in arrays such as [0].',
      'error invalid-definition "latest": "keep": "latest" needs a "time", and nothing else takes one.',
    ],
    'are what an incremental export lacks: keys at all': [
      `{ ${segment}, "mode": "incremental" }`,
      'error invalid-definition "incremental": "mode": "incremental" needs "deduplicate": its keys say who is the same person from run to run.',
    ],
    'are what an incremental export lacks: a header of its own': [
      `{ ${segment}, "columns": [{ "path": "id", "header": "change" }], "mode": "incremental",
        "incremental": { "by": "changed" }, "deduplicate": { "keys": ["change"] } }`,
      'error invalid-definition "incremental": A column has the header "change" already. Choose another "statusHeader".',
    ],
    'are what an incremental export lacks: a column for each key, where those who are gone are named': [
      `{ "segment": { "source": "people.ndjson", "id": "s" }, "mode": "incremental",
        "columns": [{ "path": "id" }, { "path": "segmentMembership.status", "header": "status" }],
        "deduplicate": { "keys": ["id", "person.name.first"] } }`,
      'error invalid-definition "person.name.first": This key needs a column: whoever is gone is named by the keys alone.',
    ],
    'are paths that lead to nothing, with what was probably meant': [
      `{ ${segment}, "columns": [{ "path": "person.name.frist" }, { "path": "ids", "mandatory": true },
        { "value": { "coalesce": ["id", "person.nme"] }, "header": "c", "mandatory": true }],
        "deduplicate": { "keys": ["c", "idd"] } }`,
      'warning unknown-path "person.name.frist": No record of the segment has a value at "person.name.frist". → person.name.first, person.name',
      'warning unknown-path "ids": No record of the segment has a value at "ids". The column is mandatory: records without a value are dropped. → id',
      'warning unknown-path "person.nme": No record of the segment has a value at "person.nme". → person.name, person',
      'warning unknown-key "idd": "idd" is neither the header of a column nor a path to a value. → ids, id',
    ],
    'are paths without the quotes that a name with a dot needs': [
      '{ "segment": { "source": "people.csv" }, "columns": [{ "path": "person.email" }] }',
      'warning unknown-path "person.email": No record of the segment has a value at "person.email". → "person.email"',
    ],
    'say less of a segment that is longer than what is looked at': [
      '{ "segment": { "source": "long.ndjson" }, "columns": [{ "path": "late" }, { "path": "idd", "mandatory": true }] }',
      'information unknown-path "late": None of the first 1000 records has a value at "late".',
      'warning unknown-path "idd": None of the first 1000 records has a value at "idd". The column is mandatory: records without a value are dropped. → id',
    ],
    'are no paths of a segment that cannot be read': [
      '{ "segment": { "source": "broken.ndjson" }, "columns": [{ "path": "late" }], "deduplicate": { "keys": ["x"] } }',
    ],
    'are no membership of a segment that says who is in it': [
      '{ "segment": { "source": "people.ndjson", "id": "s1" }, "columns": [{ "path": "segmentMembership.status" }] }',
    ],
    'are a membership without a segment': [
      `{ ${segment}, "columns": [{ "path": "segmentMembership.status" }] }`,
      'warning unknown-path "segmentMembership.status": No record of the segment has a value at "segmentMembership.status".',
    ],
    'are headers that are there twice, each with the place of the other': [
      `{ ${segment}, "columns": [{ "path": "id" }, { "path": "emails" }, { "path": "person", "header": "id" }] }`,
      'error duplicate-header "id": Two columns would have the same header. A column is there twice, two have the same "header", or two paths differ only in "." and "_". (The other column with the header "id". "id")',
      'error duplicate-header "id": Two columns would have the same header. A column is there twice, two have the same "header", or two paths differ only in "." and "_". (The other column with the header "id". "id")',
    ],
    'are two fields with one header where the columns are left to the segment': [
      '{ "segment": { "source": "twins.ndjson" } }',
      'error duplicate-header { "source": "twins.ndjson" }: Two fields of the segment would have the same header, "a_b": a.b and a_b. Name the "columns", and give one of them another "header".',
    ],
    'are none of two fields of which the columns have one': [
      '{ "segment": { "source": "twins.ndjson" }, "columns": [{ "path": "a.b" }] }',
    ],
    'are headers as keys where the columns are left to the segment': [
      `{ ${segment}, "deduplicate": { "keys": ["person_name_first", "person_name_last"] } }`,
      'warning unknown-key "person_name_last": "person_name_last" is neither the header of a column nor a path to a value. → person_name_first, person.name.first, person.name',
    ],
    'are macros, at the macro': [
      `{ ${segment}, "fileName": "a_%SEGMENT_IDD%" }`,
      'error unknown-macro %SEGMENT_IDD%: The name has the macro %SEGMENT_IDD%, which is not known. Known are %DESTINATION%, %DESTINATION_NAME%, %SEGMENT_ID%, %SEGMENT_NAME%, %DESTINATION_INSTANCE_ID%, %DESTINATION_INSTANCE_NAME%, %ORGANIZATION_NAME%, %SANDBOX_NAME%, %CUSTOM_TEXT%, %MERGE_POLICY_ID%, %MERGE_POLICY_NAME%, %TIMESTAMP%, %DATETIME%, %DATETIME(yyyyMMddHHmmss)%. → %SEGMENT_ID%, %SEGMENT_NAME%',
    ],
    'are macros that stand for nothing': [
      `{ ${segment}, "fileName": "%DESTINATION_INSTANCE_NAME%%CUSTOM_TEXT%" }`,
      'error macro-without-value %CUSTOM_TEXT%: The name has the macro %CUSTOM_TEXT%, which stands for nothing here. The export definition says it in "names.customText", and this one does not.',
    ],
    'are names that no object can have': [
      `{ ${segment}, "fileName": "a/b" }`,
      'error unusable-name "a/b": The folder path and the name template make no usable key. A name template has no "/": folders belong to the folder path.',
    ],
  };

  for (const [name, [text, ...lines]] of Object.entries(table))
    it(name, async () => {
      const found = await problemLines(text, here);
      assert.deepEqual(found, lines);
    });

  it('are segment files that are not there, each at its place', async () => {
    const text = '{ "segment": { "source": ["peopl.ndjson", "people.csv", "no-*.csv"] } }';
    const [first, second, ...others] = await problemLines(text, here, {
      files: ['people.ndjson', 'people.csv'],
    });
    assert.match(
      first ?? '',
      /^error enoent "peopl\.ndjson": .*peopl\.ndjson: The file was not found\. .* → people\.ndjson$/,
    );
    assert.match(second ?? '', /^error no-such-files "no-\*\.csv": No file matches no-\*\.csv, /);
    assert.deepEqual(others, []);
  });

  const schedules: Record<string, readonly [schedule: string, ...lines: string[]]> = {
    'a time zone that is not there': [
      '"frequency": "daily", "timeZone": "Europe/Berln"',
      '"Europe/Berln": There is no time zone "Europe/Berln". → Europe/Berlin',
    ],
    'a first day that is not there': [
      '"frequency": "daily", "startDate": "2026-02-30"',
      '"2026-02-30": There is no day 2026-02-30. → 2026-02-28',
    ],
    'a last day that is not there, in a leap year': [
      '"frequency": "daily", "endDate": "2028-02-31"',
      '"2028-02-31": There is no day 2028-02-31. → 2028-02-29',
    ],
    'a day of a month that is not there': [
      '"frequency": "daily", "startDate": "2026-13-01"',
      '"2026-13-01": There is no day 2026-13-01.',
    ],
    'once without its day': [
      '"frequency": "once"',
      '"once": "once" needs a "startDate", the day of its run. → Add "startDate": "2020-04-09"',
    ],
    'once with an end': [
      '"frequency": "once", "startDate": "2026-01-01", "endDate": "2026-01-02"',
      '"2026-01-02": "once" takes no "endDate". → Remove "endDate"',
    ],
    'an end on the first day': [
      '"frequency": "daily", "startDate": "2026-12-31", "endDate": "2026-12-31"',
      '"2026-12-31": There would be no run: the first is on "startDate", and the last one before "endDate". → 2027-01-01',
    ],
    'an end before the first day': [
      '"frequency": "weekly", "startDate": "2026-12-31", "endDate": "2026-01-01", "enabled": false',
      '"2026-01-01": There would be no run: the first is on "startDate", and the last one before "endDate".',
    ],
    'nothing where it is right': [
      '"frequency": "every3Hours", "timeZone": "asia/tokyo", "endDate": "2026-02-28"',
    ],
    'nothing beyond its schema': ['"frequency": "once", "endDate": "tomorrow"'],
  };
  for (const [name, [schedule, ...lines]] of Object.entries(schedules))
    it(`are schedules that have no moments: ${name}`, async () => {
      const found = await problemLines(`{ ${segment}, "schedule": { ${schedule} } }`, here);
      const begin = 'error invalid-schedule ';
      const what = 'The schedule of the export definition cannot be used. ';
      assert.deepEqual(
        found.map((line) => line.replace(begin, '').replace(what, '')),
        lines,
      );
    });

  it('are destinations that are not there', async () => {
    const text = `{ ${segment}, "destination": "acmee" }`;
    const noTarget = new Failure('unknown-destination', { what: 'Not there.', why: '', next: '' });
    assert.deepEqual(await problemLines(text, here, { noTarget, destinations: ['acme', 'partner'] }), [
      'error unknown-destination "acmee": Not there. → acme',
    ]);
  });

  it('of a folder path are told at the destination', async () => {
    const text = `{ ${segment}, "destination": "acme" }`;
    assert.deepEqual(await problemLines(text, here, { target: acme }), []);
    const target = { ...acme, folderPath: 'a//%NOBODY%' };
    const [line] = await problemLines(text, here, { target });
    assert.match(line ?? '', /^error unknown-macro "acme": The name has the macro %NOBODY%/);
  });

  it('of files that may not be looked at are not known', async () => {
    const definition = new DefinitionText('{ "segment": { "source": ["none.csv", "deep/*/x*.csv"] } }');
    const asked: string[] = [];
    const found = await segmentOfText(definition, here, (path) => {
      asked.push(path);
      return Promise.resolve(false);
    });
    assert.deepEqual(found, { source: undefined, failures: [] });
    assert.deepEqual(asked, [folder.path('none.csv'), folder.path('deep')]);
  });

  it('are none of a text that is far too deep', async () => {
    assert.deepEqual(await problemLines('['.repeat(100_000), here), []);
  });
});
