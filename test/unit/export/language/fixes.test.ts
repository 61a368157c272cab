// Quick fixes: golden texts before and after. Comments, layout and trailing commas stay.
import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { DefinitionText } from '../../../../src/export/language/definitionText';
import { fixesAt, fixesOf } from '../../../../src/export/language/fixes';
import { problemsOf } from '../../../../src/export/language/problems';
import { temporaryFolder } from '../../temporaryFolder';
import { circumstancesOf, cursorIn } from './written';

describe('quick fixes of a definition', () => {
  const folder = temporaryFolder();
  before(() => folder.write('people.csv', 'id,email,phone\n1,a@x.example,2\n'));

  /** By title: the text when it is taken. Of the first problem with this code. */
  const fixed = async (text: string, code: string): Promise<Record<string, string>> => {
    const definition = new DefinitionText(text);
    const files = ['people.csv'];
    const problems = problemsOf(definition, await circumstancesOf(definition, folder.path('.'), { files }));
    const problem = problems.find((each) => each.code === code) ?? assert.fail(JSON.stringify(problems));
    return Object.fromEntries(
      fixesOf(definition, problem).map(({ title, edits }) => [title, applyEdits(text, [...edits])]),
    );
  };
  const fixedAt = (marked: string): Record<string, string> => {
    const { definition, offset } = cursorIn(marked);
    return Object.fromEntries(
      fixesAt(definition, offset).map(({ title, edits }) => [title, applyEdits(definition.text, [...edits])]),
    );
  };

  const text = `{
  // People.
  "segment": { "source": "people.csv" }, // all of them
  "columns": [
    { "path": "id" }, // the number
    { "path": "emial", "mandatory": true }, /* in clear */
    { "path": "phone" },
  ],
}
`;

  it('change a path, or take its column out', async () => {
    assert.deepEqual(await fixed(text, 'unknown-path'), {
      'Change to email': text.replace('emial', 'email'),
      'Remove the column': text.replace('\n    { "path": "emial", "mandatory": true }, /* in clear */', ''),
    });
  });

  const removals: readonly (readonly [name: string, columns: string, left: string])[] = [
    [
      'in the middle of a line',
      '[{ "path": "id" }, { "path": "x" }, { "path": "email" }]',
      '[{ "path": "id" }, { "path": "email" }]',
    ],
    [
      'at the beginning of a line',
      '[{ "path": "x" }, /* b */ { "path": "id" }]',
      '[/* b */ { "path": "id" }]',
    ],
    ['at the end of a line', '[{ "path": "id" }, { "path": "x" }]', '[{ "path": "id" }]'],
    ['before a trailing comma', '[{ "path": "id" }, { "path": "x" }, ]', '[{ "path": "id" }, ]'],
    [
      'at the end of the lines',
      '[\n  { "path": "id" }, // a\n  { "path": "x" } // b\n]',
      '[\n  { "path": "id" } // a\n]',
    ],
    [
      'before a comment of its own line',
      '[\n  { "path": "x" }, // b\n  // c\n  { "path": "id" }\n]',
      '[\n  // c\n  { "path": "id" }\n]',
    ],
    ['of several lines', '[\n  {\n    "path": "x"\n  },\n  { "path": "id" }\n]', '[\n  { "path": "id" }\n]'],
    [
      'in lines that end as on Windows',
      '[\r\n  { "path": "x" },\r\n  { "path": "id" }\r\n]',
      '[\r\n  { "path": "id" }\r\n]',
    ],
  ];
  for (const [name, columns, left] of removals)
    it(`take out a column ${name}`, async () => {
      const whole = (array: string): string =>
        `{ "segment": { "source": "people.csv" }, "columns": ${array} }`;
      const { 'Remove the column': removed } = await fixed(whole(columns), 'unknown-path');
      assert.equal(removed, whole(left));
    });

  it('never take out the only column', async () => {
    assert.deepEqual(
      Object.keys(
        await fixed(
          '{ "segment": { "source": "people.csv" }, "columns": [{ "path": "emial" }] }',
          'unknown-path',
        ),
      ),
      ['Change to email'],
    );
  });

  it('rename a header to one that is free', async () => {
    const twice =
      '{ "columns": [{ "path": "id" }, { "path": "b", "header": "id_2" }, { "path": "id", "mandatory": true }] }';
    const fixes = await fixed(twice, 'duplicate-header');
    assert.equal(
      fixes['Rename the header to id_3'],
      twice.replace('{ "path": "id" }', '{ "path": "id", "header": "id_3" }'),
    );
    const own = '{ "columns": [{ "path": "a", "header": "x" }, { "path": "b", "header": "x" }] }';
    assert.equal(
      (await fixed(own, 'duplicate-header'))['Rename the header to x_2'],
      own.replace('"x" }', '"x_2" }'),
    );
  });

  it('change a macro and nothing around it', async () => {
    const named = '{ "segment": { "source": "people.csv" }, "fileName": "a-%SEGMENT_NAM%-b" }';
    assert.equal(
      (await fixed(named, 'unknown-macro'))['Change to %SEGMENT_NAME%'],
      named.replace('%SEGMENT_NAM%', '%SEGMENT_NAME%'),
    );
  });

  it('change a segment file to one that is there', async () => {
    const missing = '{ "segment": { "source": "poeple.csv" } }';
    assert.deepEqual(await fixed(missing, 'enoent'), {
      'Change to people.csv': missing.replace('poeple', 'people'),
    });
  });

  it('give a schedule the day that it needs, take out what it does not take, and correct a day', async () => {
    const schedule = async (fields: string) => {
      const around = `"segment": { "source": "people.csv" }, "schedule": `;
      const fixes = await fixed(`{ ${around}${fields} }`, 'invalid-schedule');
      return Object.entries(fixes).map(([title, after]) => `${title}: ${after.split(around)[1]}`);
    };
    assert.deepEqual(await schedule('{ "frequency": "once" }'), [
      'Add "startDate": "2020-04-09": { "frequency": "once", "startDate": "2020-04-09" } }',
    ]);
    // In Pago Pago it is still the day before.
    assert.deepEqual(await schedule('{ "frequency": "once", "timeZone": "Pacific/Pago_Pago" }'), [
      'Add "startDate": "2020-04-08": { "frequency": "once", "timeZone": "Pacific/Pago_Pago", "startDate": "2020-04-08" } }',
    ]);
    const lines =
      '{\n  "frequency": "once",\n  "endDate": "2027-01-31", // a\n  "startDate": "2027-01-01"\n}';
    assert.deepEqual(await schedule(lines), [
      'Remove "endDate": {\n  "frequency": "once",\n  "startDate": "2027-01-01"\n} }',
    ]);
    assert.deepEqual(await schedule('{ "frequency": "daily", "endDate": "2026-02-30" }'), [
      'Change to 2026-02-28: { "frequency": "daily", "endDate": "2026-02-28" } }',
    ]);
  });

  it('change the name of a field, where an object can have it', () => {
    assert.deepEqual(fixedAt('{ "col|ums": [] }'), { 'Change to columns': '{ "columns": [] }' });
    assert.deepEqual(fixedAt('{ "columns": [{ "|headr": "x" }] }'), {
      'Change to header': '{ "columns": [{ "header": "x" }] }',
    });
    assert.deepEqual(fixedAt('{ "columns": [{ "value": { "coalesce": [{ "jion|": "x" }] } }] }'), {
      'Change to join': '{ "columns": [{ "value": { "coalesce": [{ "join": "x" }] } }] }',
    });
    assert.deepEqual(fixedAt('{ "segment": { "inptu|": {} } }'), {
      'Change to input': '{ "segment": { "input": {} } }',
    });
    assert.deepEqual(fixedAt('{ "col|umns": [] }'), {});
    assert.deepEqual(fixedAt('{ "columns": [], "col|ums": [] }'), {});
    assert.deepEqual(fixedAt('{ "something|": [] }'), {});
  });

  it('add a column for a key that has none', () => {
    const key = (columns: string): string =>
      `{\n  "columns": ${columns},\n  "deduplicate": { "keys": ["a.|b"] }\n}`;
    const added = (columns: string) => fixedAt(key(columns))['Add a column for a.b'];
    const plain = (columns: string) => key(columns).replace('|', '');
    assert.equal(added('[{ "path": "id" }]'), plain('[{ "path": "id" }, { "path": "a.b" }]'));
    assert.equal(
      added('[\n    { "path": "id" } // the number\n  ]'),
      plain('[\n    { "path": "id" }, // the number\n    { "path": "a.b" }\n  ]'),
    );
    assert.equal(
      added('[\n    { "path": "id" }, // a, b\n    // end\n  ]'),
      plain('[\n    { "path": "id" }, // a, b\n    // end\n    { "path": "a.b" },\n  ]'),
    );
    assert.equal(added('[{ "path": "a.b", "header": "x" }]'), undefined);
    assert.equal(added('[{ "path": "x", "header": "a.b" }]'), undefined);
  });
});
