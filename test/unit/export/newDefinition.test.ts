// A new definition: what is written for people to edit, and that it exports what its segment file does without it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { definitionName, newDefinitionText } from '../../../src/export/newDefinition';
import { openDefinition } from '../../../src/export/openDefinition';
import { planExport } from '../../../src/export/plan';
import { exportHead } from '../../../src/export/head';
import { resolveFormat } from '../../../src/model/format';
import { fileSource, type Source } from '../../../src/segment/source';
import { moment, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

const uuid = '12341e18-abcd-49c2-836d-123c88e76c39';

describe('a new definition', () => {
  const folder = temporaryFolder();
  const textOf = (source: Source, destination?: string) => newDefinitionText({ source, destination });

  /** The export of a definition that lies beside its segment file, and of that file alone: keys and bytes. */
  async function both(source: Source): Promise<[string, string][]> {
    const path = folder.path(definitionName(source.name));
    writeFileSync(path, await textOf(source));
    const { definition, source: named } = await openDefinition(path);
    const target = { folderPath: '', format: resolveFormat({ type: 'csv' }) };
    const planned = await planExport({
      source: named,
      target,
      moment,
      options: definition,
      segment: definition.segment,
    });
    return Promise.all(
      [planned, await planOf(source)].map(async (each): Promise<[string, string]> => {
        const { bytes } = await exportHead(each, 1000);
        return [each.plan.key, Buffer.from(bytes).toString()];
      }),
    );
  }

  it('has a line for each column, and nothing that only repeats a default', async () => {
    const source = folder.write(
      `luxury-${uuid}.ndjson`,
      '{"person":{"name":{"firstName":"Kurt"}},"tags":[1]}\n{"loyalty.id":7,"ünï":"ß"}\n',
    );
    assert.equal(
      await textOf(source, 'acme-exports'),
      `{
  "segment": {
    "source": "luxury-${uuid}.ndjson",
    "id": "${uuid}",
    "name": "luxury-${uuid}"
  },
  "destination": "acme-exports",
  "columns": [
    { "path": "person.name.firstName", "header": "person_name_firstName" },
    { "path": "tags", "header": "tags" },
    { "path": "\\"loyalty.id\\"", "header": "loyalty_id" },
    { "path": "ünï", "header": "ünï" }
  ]
}
`,
    );
  });

  it('has neither an id that the name does not tell, nor a destination that was not chosen', async () => {
    const text = await textOf(folder.write('churn.csv', 'a\n1\n'));
    assert.match(text, /"source": "churn.csv",\n {4}"name": "churn"\n/);
    assert.doesNotMatch(text, /"id"|destination/);
  });

  it('keeps how the file is read', async () => {
    const path = folder.path('semicolons.csv');
    writeFileSync(path, 'a,b;c\n1;2\n');
    const source = fileSource(path, { delimiter: ';', header: true });
    assert.match(await textOf(source), /"input": { "delimiter": ";", "header": true }\n {2}}/);
    const [named, alone] = await both(source);
    assert.equal(named?.[1], '"a,b",c\n1,2\n');
    assert.deepEqual(named, alone);
  });

  it('leaves it to a person which records are members', async () => {
    const membership = `{"segmentMembership":{"ups":{"${uuid}":{"status":"exited"}}},"a":1}`;
    const source = folder.write(`members-${uuid}.ndjson`, membership);
    assert.match(await textOf(source), new RegExp(`^ {4}// With "id": "${uuid}", records`, 'm'));
    const [named, alone] = await both(source);
    assert.deepEqual(named, alone);
    assert.match(named?.[1] ?? '', /exited,1/);
  });

  it('gives the later of two equal headers a number', async () => {
    const source = folder.write('twins.ndjson', '{"a":{"b":1},"a_b":2,"a_b_2":3,"a.b":4}');
    const path = folder.path('twins.s3export.json');
    writeFileSync(path, await textOf(source));
    const { definition } = await openDefinition(path);
    assert.deepEqual(
      definition.columns?.map(({ header }) => header),
      ['a_b', 'a_b_3', 'a_b_2', 'a_b_4'],
    );
  });

  it('writes no object twice where it is null elsewhere', async () => {
    const source = folder.write('nulls.ndjson', '{"a":null,"e":null}\n{"a":{"b":1},"e":{}}\n');
    const [named, alone] = await both(source);
    assert.equal(alone?.[1], 'a,e,a_b\n,,\n,,1\n');
    assert.deepEqual(named, alone);
  });

  it('refuses what has no columns', async () => {
    await assert.rejects(textOf(folder.write('empty.csv', '')), { code: 'empty-segment' });
    await assert.rejects(textOf(folder.write('bare.ndjson', '{}\n')), { code: 'no-columns' });
  });

  it('exports what the file does without it, whatever its keys', async () => {
    let number = 0;
    const key = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', 'a.b', '[0]', '"', '7', '__proto__'),
    );
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer()),
    );
    // Each key is a leaf in all records or an object in all of them: what is both is another test.
    const record = fc.dictionary(key, leaf, { maxKeys: 4 });
    const nested = fc.record({ flat: record, deep: fc.record({ er: record }) });
    await fc.assert(
      fc.asyncProperty(fc.array(nested, { minLength: 1, maxLength: 5 }), async (records) => {
        const text = records.map((each) => JSON.stringify(each)).join('\n');
        const source = folder.write(`any-${++number}.ndjson`, text);
        const alone = await planOf(source).then(
          () => true,
          () => false,
        );
        fc.pre(alone);
        const [named, plain] = await both(source);
        assert.deepEqual(named, plain);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the name of a new definition', () => {
  it('is that of its segment', () => {
    assert.equal(definitionName('luxury.ndjson.gz'), 'luxury.s3export.json');
    assert.equal(definitionName('churn risk.csv', 2), 'churn risk-2.s3export.json');
  });
});
