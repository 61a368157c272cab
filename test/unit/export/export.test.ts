// The laws of an export: same bytes however the source is stored and cut, and a head that is a true beginning.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inspectedRecords } from '../../../src/export/columns';
import { exportHead } from '../../../src/export/head';
import { openSource } from '../../../src/segment/source';
import { exportText, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

describe('export', () => {
  const folder = temporaryFolder();

  it('takes all leaf paths in the order in which they are first seen', async () => {
    const source = folder.write(
      'paths.ndjson',
      '{"a":{"b":1},"c":[1,"x"]}\n{"d":null,"a":{"e":{}, "f":true}}\n',
    );
    assert.equal(await exportText(source), 'a_b,c,d,a_f\n1,"[1,""x""]",,\n,,,true\n');
  });

  it('keeps the digits of large integers, also inside arrays', async () => {
    const source = folder.write('ids.ndjson', '{"id":12345678901234567890,"ids":[{"x":9007199254740993}]}\n');
    assert.equal(await exportText(source), 'id,ids\n12345678901234567890,"[{""x"":9007199254740993}]"\n');
  });

  it("keeps the columns of CSV in the file's order, also when they are named by numbers", async () => {
    const source = folder.write('years.csv', 'name,2024,2023\nx,1,2\n');
    assert.equal(await exportText(source), 'name,2024,2023\nx,1,2\n');
  });

  it('refuses a file that is another one than was planned', async () => {
    const source = folder.write('replaced.ndjson', '{"a":1}\n');
    const planned = await planOf(source);
    folder.write('replaced.ndjson', '{"b":1,"c":2}\n');
    await assert.rejects(planned.scan(), { code: 'segment-changed' });
  });

  it('refuses half a character rather than write another one', async () => {
    const source = folder.write('half.ndjson', '{"a":"whole \\ud83d\\ude00"}\n{"a":1,"b":"half \\ud83d"}\n');
    await assert.rejects(exportText(source), { code: 'half-character', line: 2, excerpt: 'b' });
  });

  it('copies CSV to TSV', async () => {
    const source = folder.write('copy.csv', 'person.name,b\n"x, y",007\n');
    assert.equal(await exportText(source, { type: 'tsv' }), 'person_name\tb\nx, y\t007\n');
  });

  it('refuses two paths with one header, naming both', async () => {
    const source = folder.write('twins.ndjson', '{"a":{"b":1},"a_b":2}\n');
    await assert.rejects(exportText(source), {
      code: 'duplicate-header',
      excerpt: 'a_b (a.b, a_b)',
    });
    const dotted = folder.write('dotted.ndjson', '{"a":{"b":1},"a.b":2}\n');
    await assert.rejects(exportText(dotted), { code: 'duplicate-header' });
  });

  it('refuses records without any value', async () => {
    await assert.rejects(exportText(folder.write('bare.ndjson', '{}\n{"a":{}}\n')), { code: 'no-columns' });
  });

  it('refuses a segment without a record, whose columns nobody can know', async () => {
    for (const [name, content] of [
      ['empty.ndjson', '\n'],
      ['header.csv', 'a,b\n'],
    ] as const) {
      await assert.rejects(exportText(folder.write(name, content)), { code: 'empty-segment' });
    }
  });

  it('counts the values that no column takes', async () => {
    const source = folder.write(
      'late.ndjson',
      `${'{"a":1}\n'.repeat(inspectedRecords)}{"a":1,"late":{"x":1,"y":2}}\n`,
    );
    const totals = await (await planOf(source)).scan();
    assert.equal(totals.unmappedValues, 2);
    assert.equal(totals.rowsWritten, inspectedRecords + 1);
  });

  it('counts them also where the membership of the own segment is a column', async () => {
    const id = '12341e18-abcd-49c2-836d-123c88e76c39';
    const member = `"segmentMembership":{"ups":{"${id}":{"status":"realized"}}}`;
    const first = `{"a":1,${member}}\n`.repeat(inspectedRecords);
    const source = folder.write('member.ndjson', `${first}{"a":{"x":1},"late":1,${member}}\n`);
    const planned = await planOf(source, undefined, { segment: { id } });
    const totals = await planned.scan();
    assert.equal(totals.unmappedValues, 2);
    const text = await exportText(source, undefined, { segment: { id } });
    assert.ok(text.endsWith('\n1,Active\n,Active\n'), text.slice(-40));
  });

  it('names the columns in which no row has a value, and counts the records without a key', async () => {
    const source = folder.write('typo.ndjson', '{"a":1,"b":""}\n{"a":2}\n');
    const columns = [{ path: 'a' }, { path: 'b' }, { path: 'person.emial' }];
    const planned = await planOf(source, undefined, { columns, deduplicate: { keys: ['person.emial'] } });
    const { emptyColumns, rowsWithoutKey, rowsWritten } = await planned.scan();
    assert.deepEqual([emptyColumns, rowsWithoutKey, rowsWritten], [['b', 'person_emial'], 2, 2]);
  });

  it('writes an object whose values have columns of their own only there', async () => {
    const source = folder.write('both.ndjson', '{"a":1,"b":1}\n{"a":{"x":1},"b":2}\n');
    const columns = [{ path: 'a' }, { path: 'b' }, { path: 'a.x' }];
    const chosen = await exportText(source, undefined, { columns });
    assert.equal(chosen, 'a,b,a_x\n1,1,\n,2,1\n');
    assert.equal(await exportText(source), chosen);
    assert.equal(await exportText(source, undefined, { columns: [{ path: 'a' }] }), 'a\n1\n"{""x"":1}"\n');
  });

  it('names the file of a value that cannot be written, where there are several', async () => {
    folder.write('one.ndjson', '{"a":"x"}\n');
    folder.write('two.ndjson', '{"a":"y,z"}\n{"a":"\\ud800"}\n');
    const source = await openSource([folder.path('one.ndjson'), folder.path('two.ndjson')]);
    const file = folder.path('two.ndjson');
    await assert.rejects(exportText(source, { quote: '' }), { code: 'corrupting-value', file });
    await assert.rejects(exportText(source), { code: 'half-character', file });
  });

  it('refuses a name without room for its number before anything is written', async () => {
    const source = folder.write('long.ndjson', '{"a":1}\n'.repeat(10));
    const long = { fileName: 'n'.repeat(251) };
    await assert.rejects(planOf(source, undefined, { ...long, rowsPerFile: 5 }), { code: 'name-too-long' });
    await planOf(source, undefined, long);
  });

  it('stops at a bad line with nothing that could be taken for a whole export', async () => {
    const source = folder.write('late-error.ndjson', `${'{"a":1}\n'.repeat(200_000)}oops\n`);
    await assert.rejects((await planOf(source)).scan(), {
      code: 'not-json',
      message: /^Line 200001, column 1 /,
    });
  });

  it('shows a head that is a prefix of the whole', async () => {
    const rows = 2500;
    const lines = Array.from({ length: rows }, (_, index) =>
      JSON.stringify({ index, text: `é "${index}"\n` }),
    );
    const source = folder.write('head.ndjson', lines.join('\n'));
    for (const format of [
      { type: 'csv' },
      { type: 'tsv', finalNewline: false, lineEnding: 'crlf' },
    ] as const) {
      const whole = await exportText(source, format);
      const planned = await planOf(source, format);
      for (const count of [1, 999, 1000, rows - 1, rows, rows + 1]) {
        const head = await exportHead(planned, count);
        assert.equal(head.rows, Math.min(count, rows));
        assert.equal(head.complete, count >= rows);
        assert.ok(whole.startsWith(Buffer.from(head.bytes).toString()));
        assert.equal(Buffer.from(head.bytes).toString() === whole, count >= rows);
      }
    }
  });

  it('shows a head of about so many bytes', async () => {
    const source = folder.write('wide.ndjson', `{"text":"${'x'.repeat(100_000)}"}\n`.repeat(100));
    const head = await exportHead(await planOf(source), 100, { maxBytes: 2_000_000 });
    assert.equal(head.complete, false);
    assert.ok(head.bytes.length > 2_000_000 && head.bytes.length < 4_000_000);
    assert.ok((await exportText(source)).startsWith(Buffer.from(head.bytes).toString()));
  });

  it('gives the same bytes from NDJSON, a JSON array, and either gzipped', async () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const profile = fc.record({
      id: fc.nat(),
      name: leaf,
      more: fc.record({ x: leaf, y: leaf }, { requiredKeys: [] }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(profile, { minLength: 1, maxLength: 30 }), async (profiles) => {
        const ndjson = profiles.map((value) => JSON.stringify(value)).join('\n');
        const array = JSON.stringify(profiles, undefined, 1);
        const texts = [
          await exportText(folder.write('same.ndjson', ndjson)),
          await exportText(folder.write('same.json', array)),
          await exportText(folder.write('same.ndjson.gz', gzipSync(ndjson))),
          await exportText(folder.write('same.json.gz', gzipSync(array))),
        ];
        assert.deepEqual(texts, Array(4).fill(texts[0]));
      }),
      { numRuns: 25 },
    );
  });
});
