// Editing a mapping: what becomes of the plan, and what of the definition's text. The law: a saved definition gives the very
// export that was seen.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsAtHand, editColumns, withMapping, type ColumnAtHand } from '../../../src/export/mapping';
import { editedDefinition, withSource } from '../../../src/export/editDefinition';
import { emptyBesideObjects } from '../../../src/export/emptyColumns';
import { exportHead } from '../../../src/export/head';
import { newDefinitionText } from '../../../src/export/newDefinition';
import { planExport } from '../../../src/export/plan';
import type { ColumnEdit } from '../../../src/model/columnEdit';
import { defaultOptions, readDefinition, type ExportOptions } from '../../../src/model/definition';
import { resolveFormat } from '../../../src/model/format';
import type { Source } from '../../../src/segment/source';
import { moment } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

const target = { folderPath: '', format: resolveFormat({ type: 'csv' }) };

describe('an edited mapping', () => {
  const folder = temporaryFolder();
  const records = [
    { id: 1, name: { first: 'Kurt', last: 'Vonnegut' }, mail: 'k@example.com', at: '2020-01-01' },
    { id: 2, name: { first: 'Harper', last: null }, mail: 'h@example.com', at: '2020-01-02' },
    { id: 1, name: { first: 'Kurt', last: '' }, mail: '', at: '2020-01-03' },
  ];
  let source: Source;
  before(() => {
    source = folder.write('luxury.ndjson', records.map((each) => JSON.stringify(each)).join('\n'));
  });

  const definitionText = `{
  // who asked for it
  "segment": { "source": "luxury.ndjson" },
  "columns": [
    // the customer's number
    { "path": "id" },
    { "path": "name.first",   "header": "first" }, // as spoken
    { "value": { "sha256": "mail", "normalise": "email" }, "header": "mail_hash" },
    { "path": "name.last", "mandatory": false }
  ],
  "deduplicate": { "keys": ["first", "at"], "keep": "latest", "time": "at" }
}
`;

  /** The export of a definition's text, with edits of its mapping. */
  async function exportOf(text: string, edits?: readonly ColumnEdit[]) {
    const definition = readDefinition(text);
    const request = { source, target, moment, options: definition, segment: definition.segment };
    const { plan } = await planExport(request);
    const own = columnsAtHand(plan);
    const columns = edits ? editColumns(own, edits) : own;
    const options = edits ? withMapping(definition, plan, columns) : definition;
    const planned = await planExport({ ...request, options });
    const { bytes } = await exportHead(planned, 1000);
    return { own, columns, bytes: Buffer.from(bytes).toString() };
  }

  it('hides, renames, reorders, and marks as mandatory', async () => {
    const { own } = await exportOf(definitionText);
    const [id, first, mail, last] = own;
    assert.ok(id && first && mail && last);
    const edits = [
      { ...last, mandatory: true },
      { ...id, header: 'number', key: true },
      { ...first, key: false },
      { ...mail, hidden: true },
    ];
    const { bytes } = await exportOf(definitionText, edits);
    assert.equal(bytes, 'name_last,number,first\nVonnegut,1,Kurt\n');
  });

  it('keeps comments and what was not edited in the text', async () => {
    const { own } = await exportOf(definitionText);
    const edits = own.map((column) =>
      column.header === 'mail_hash' ? { ...column, header: 'hash' } : column,
    );
    assert.equal(
      editedDefinition(definitionText, own, editColumns(own, edits)),
      definitionText.replace('"mail_hash"', '"hash"'),
    );
  });

  it('leaves the text alone when nothing was edited', async () => {
    const { own } = await exportOf(definitionText);
    assert.equal(editedDefinition(definitionText, own, own), definitionText);
  });

  it('names a deduplication key by its path when its column is hidden, and follows a renamed one', async () => {
    const { own } = await exportOf(definitionText);
    const hidden = own.map((column) => (column.header === 'first' ? { ...column, hidden: true } : column));
    const text = editedDefinition(definitionText, own, editColumns(own, hidden));
    assert.match(text, /"keys": \[\s*"name.first",\s*"at"\s*\]/);
    const renamed = own.map((column) =>
      column.header === 'first' ? { ...column, header: 'given' } : column,
    );
    assert.match(editedDefinition(definitionText, own, renamed), /"keys": \[\s*"given",\s*"at"\s*\]/);
  });

  it('cannot save a hidden function as a key', async () => {
    const { own } = await exportOf(definitionText);
    const edits = own.map((column) =>
      column.header === 'mail_hash' ? { ...column, hidden: true, key: true } : column,
    );
    assert.throws(() => editedDefinition(definitionText, own, edits), { code: 'hidden-key' });
  });

  it('stays with its columns when others come and go', async () => {
    const { own } = await exportOf(definitionText);
    const edits = own.map((column) => ({ ...column, hidden: column.header !== 'first' }));
    const changed = definitionText.replace('{ "path": "id" },', '{ "path": "at" }, { "path": "mail" },');
    const { bytes, columns } = await exportOf(changed, edits);
    assert.equal(
      bytes,
      'first,at,mail\nKurt,2020-01-01,k@example.com\nHarper,2020-01-02,h@example.com\nKurt,2020-01-03,\n',
    );
    assert.equal(columns.length, 5);
  });

  it('tells twins of one value apart', () => {
    const value = { kind: 'path', path: ['id'] } as const;
    const columns = ['a', 'b', 'c'].map((header) => ({ value, header, mandatory: false }));
    const own = columnsAtHand({ columns, deduplication: undefined });
    assert.equal(new Set(own.map(({ id }) => id)).size, 3);
    assert.deepEqual(editColumns(own, [...own].reverse()), [...own].reverse());
  });

  it('refuses an export without columns, and two with one header', async () => {
    const { own } = await exportOf(definitionText);
    const all = own.map((column) => ({ ...column, hidden: true }));
    await assert.rejects(exportOf(definitionText, all), { code: 'nothing-mapped' });
    const twins = own.map((column) => ({ ...column, header: 'same' }));
    await assert.rejects(exportOf(definitionText, twins), { code: 'duplicate-header' });
  });

  /** The export of a segment file with edits of the columns that were found in it, and of the definition that they become. */
  async function seenAndSaved(
    from: Source,
    edit: (own: readonly ColumnAtHand[]) => readonly ColumnEdit[],
    options = defaultOptions,
  ) {
    const { plan } = await planExport({ source: from, target, moment, options });
    const own = columnsAtHand(plan, await emptyBesideObjects(plan.columns, from));
    const columns = editColumns(own, edit(own));
    const mapped = withMapping(options, plan, columns);
    const text = editedDefinition(
      await newDefinitionText({ source: from, destination: undefined }),
      own,
      columns,
    );
    const bytesOf = async (exported: ExportOptions): Promise<string> => {
      const planned = await planExport({ source: from, target, moment, options: exported });
      return Buffer.from((await exportHead(planned, 1000)).bytes).toString();
    };
    return { seen: await bytesOf(mapped), saved: await bytesOf(readDefinition(text)), text };
  }

  it('becomes a new definition of a segment file that has none', async () => {
    const { seen, saved, text } = await seenAndSaved(source, (own) =>
      [...own].reverse().map((column) => ({ ...column, hidden: column.header === 'at' })),
    );
    assert.match(seen, /^mail,name_last,name_first,id\n/);
    assert.equal(saved, seen);
    assert.equal(readDefinition(withSource(text, '../luxury.ndjson')).segment.source[0], '../luxury.ndjson');
  });

  it('writes nothing of a hidden column into the column of the object around it', async () => {
    const nulls = folder.write('nulls.ndjson', '{"id":1,"a":null,"z":1}\n{"id":2,"a":{"b":1},"z":2}\n');
    const { seen, saved } = await seenAndSaved(nulls, (own) =>
      own.map((column) => ({ ...column, hidden: column.header === 'a_b' })),
    );
    assert.equal(seen, 'id,a,z\n1,,1\n2,,2\n');
    assert.equal(saved, seen);
  });

  it('saved gives the export that was seen, where there was no definition', async () => {
    const leaf = fc.constantFrom(null, 1, 'x', '');
    const object = fc.dictionary(fc.constantFrom('b', 'c'), fc.oneof(leaf, fc.record({ d: leaf })), {
      maxKeys: 2,
    });
    const record = fc.record({ id: fc.constantFrom(1, 2), a: fc.oneof(fc.constant(null), leaf, object) });
    const marks = fc.array(fc.record({ hidden: fc.boolean(), mandatory: fc.boolean(), key: fc.boolean() }), {
      minLength: 8,
      maxLength: 8,
    });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 5 }), marks, async (some, marked) => {
        const file = folder.write(`${++number}.ndjson`, some.map((each) => JSON.stringify(each)).join('\n'));
        // One column stays, and a hidden constant is no key: it has no name.
        const { seen, saved } = await seenAndSaved(file, (own) =>
          own.map((column, index) => {
            const { hidden = false, mandatory = false, key = false } = marked[index] ?? {};
            const isHidden = hidden && index > 0;
            return {
              ...column,
              hidden: isHidden,
              mandatory,
              key: key && !(isHidden && column.column.value.kind !== 'path'),
            };
          }),
        );
        assert.equal(saved, seen);
      }),
      { numRuns: 200 },
    );
  });

  it('saved gives the export that was seen, whatever was edited', async () => {
    const { own } = await exportOf(definitionText);
    const headers = ['id', 'first', 'mail_hash', 'name_last', 'at', 'other', 'päth, "x"'];
    const edited = fc.shuffledSubarray<ColumnEdit>(own, { minLength: own.length }).chain((columns) =>
      fc
        .tuple(
          fc.shuffledSubarray(headers, { minLength: own.length, maxLength: own.length }),
          fc.array(fc.record({ hidden: fc.boolean(), mandatory: fc.boolean(), key: fc.boolean() }), {
            minLength: own.length,
            maxLength: own.length,
          }),
        )
        .map(([names, marks]) =>
          columns.map((column, index): ColumnEdit => ({
            ...column,
            ...marks[index],
            header: names[index] ?? '',
          })),
        ),
    );
    await fc.assert(
      fc.asyncProperty(edited, async (edits) => {
        fc.pre(edits.some(({ hidden }) => !hidden));
        fc.pre(!edits.some(({ hidden, key, id }) => hidden && key && id.includes('sha256')));
        const seen = await exportOf(definitionText, edits);
        const saved = await exportOf(editedDefinition(definitionText, seen.own, seen.columns));
        assert.equal(saved.bytes, seen.bytes);
      }),
      { numRuns: 200 },
    );
  });
});
