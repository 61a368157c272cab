// Columns written into a definition's text: whatever the style of its comments, commas, lines and indents, a comment stays
// with its column.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editedDefinition } from '../../../src/export/editDefinition';
import { arrayTextOf, type Comment } from '../../../src/export/elements';
import { columnsAtHand, editColumns, type ColumnAtHand } from '../../../src/export/mapping';
import { nodeAt } from '../../../src/export/textLayout';
import type { ColumnEdit } from '../../../src/model/columnEdit';
import { readDefinition } from '../../../src/model/definition';

interface ColumnStyle {
  readonly before: readonly ('line' | 'block' | 'inline')[];
  readonly after: 'none' | 'blockBeforeComma' | 'blockBehindComma' | 'line';
  readonly inside: boolean;
  readonly severalLines: boolean;
}

interface Style {
  readonly columns: readonly ColumnStyle[];
  readonly comma: 'trailing' | 'leading';
  readonly lastComma: boolean;
  readonly head: boolean;
  readonly tail: boolean;
  readonly indent: string;
  readonly lineEnd: string;
  readonly mark: string;
}

const paths = ['id', 'name.first', 'mail', 'at'];

const columnStyle: fc.Arbitrary<ColumnStyle> = fc.record({
  before: fc.array(fc.constantFrom('line', 'block', 'inline'), { maxLength: 2 }),
  after: fc.constantFrom('none', 'blockBeforeComma', 'blockBehindComma', 'line'),
  inside: fc.boolean(),
  severalLines: fc.boolean(),
});

const style: fc.Arbitrary<Style> = fc.record({
  columns: fc.array(columnStyle, { minLength: paths.length, maxLength: paths.length }),
  comma: fc.constantFrom('trailing', 'leading'),
  lastComma: fc.boolean(),
  head: fc.boolean(),
  tail: fc.boolean(),
  indent: fc.constantFrom('  ', '    ', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
});

function beforeTexts({ before }: ColumnStyle, index: number): string[] {
  return before.map((kind, number) =>
    kind === 'line' ? `// before ${index} ${number}` : `/* before ${index} ${number}, */`,
  );
}

function afterTexts({ after }: ColumnStyle, index: number): string[] {
  if (after === 'none') return [];
  return [after === 'line' ? `// behind ${index}, [` : `/* behind ${index}, ] */`];
}

function objectText(
  { inside, severalLines }: ColumnStyle,
  index: number,
  { indent, lineEnd }: Style,
): string {
  const comment = inside ? ` /* inside ${index} */` : '';
  const field = `"path":  "${paths[index]}"${comment}`;
  return severalLines ? `{${lineEnd}${indent.repeat(3)}${field}${lineEnd}${indent.repeat(2)}}` : `{${field}}`;
}

function definitionText(all: Style): string {
  const { columns, comma, lastComma, head, tail, indent, lineEnd, mark } = all;
  const inner = indent.repeat(2);
  const rows = columns.map((column, index) => {
    const isLast = index === columns.length - 1;
    const before = beforeTexts(column, index).map(
      (text, number) => text + (column.before[number] === 'inline' ? ' ' : lineEnd + inner),
    );
    const leading = comma === 'leading' && index > 0 ? ', ' : '';
    const trailing = comma === 'trailing' && (!isLast || lastComma) ? ',' : '';
    const after = afterTexts(column, index).map((text) => ` ${text}`);
    const end = column.after === 'blockBeforeComma' ? [...after, trailing] : [trailing, ...after];
    const object = objectText(column, index, all);
    // A leading comma stands behind the comments on lines of their own, or before all.
    const start = index % 2 === 0 ? [...before, leading] : [leading, ...before];
    return [inner, ...start, object, ...end, lineEnd].join('');
  });
  return [
    `${mark}{${lineEnd}${indent}"segment": { "source": "luxury.ndjson" }, // whose${lineEnd}`,
    `${indent}"columns": [${head ? ' // head' : ''}${lineEnd}`,
    ...rows,
    tail ? `${inner}// tail${lineEnd}` : '',
    `${indent}]${lineEnd}}${lineEnd}`,
  ].join('');
}

function columnsOf(text: string): ColumnAtHand[] {
  return columnsAtHand({ columns: readDefinition(text).columns ?? [], deduplication: undefined });
}

function arrayOf(text: string): ReturnType<typeof arrayTextOf> {
  const json = text.replace(/^\uFEFF/, '');
  const node = nodeAt(json, ['columns']);
  assert.ok(node);
  return arrayTextOf(json, node);
}

function textsOf(comments: readonly Comment[]): string[] {
  return comments.map(({ text }) => text);
}

describe('columns in the text of a definition', () => {
  const edits = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }).chain((places) =>
    fc.tuple(
      fc.constant(places),
      fc.array(fc.record({ renamed: fc.boolean(), mandatory: fc.boolean() }), {
        minLength: 4,
        maxLength: 4,
      }),
    ),
  );

  it('keep their comments, whatever the style', () => {
    fc.assert(
      fc.property(style, edits, (all, [places, marks]) => {
        const text = definitionText(all);
        const own = columnsOf(text);
        const change = (column: ColumnAtHand, index: number): ColumnEdit => ({
          ...column,
          header: marks[index]?.renamed ? `new ${index}` : column.header,
          mandatory: marks[index]?.mandatory ?? false,
        });
        const shown = places.flatMap((place) =>
          own.slice(place, place + 1).map((each) => change(each, place)),
        );
        const hidden = own
          .filter((_, index) => !places.includes(index))
          .map((each) => ({ ...each, hidden: true }));
        const edited = editedDefinition(text, own, editColumns(own, [...shown, ...hidden]));

        assert.deepEqual(
          readDefinition(edited).columns?.map(({ header, mandatory }) => [header, mandatory]),
          shown.map(({ header, mandatory }) => [header, mandatory]),
        );
        const { head, elements, tail } = arrayOf(edited);
        assert.deepEqual(textsOf(head), all.head ? ['// head'] : []);
        assert.deepEqual(textsOf(tail), all.tail ? ['// tail'] : []);
        places.forEach((place, index) => {
          const column = all.columns[place];
          const element = elements[index];
          assert.ok(column && element);
          assert.deepEqual(textsOf(element.before), beforeTexts(column, place));
          assert.deepEqual(textsOf(element.after), afterTexts(column, place));
          assert.equal(element.text.includes(`/* inside ${place} */`), column.inside);
          const isAsItWas = !marks[place]?.renamed && !marks[place]?.mandatory;
          if (isAsItWas) assert.equal(element.text, objectText(column, place, all));
        });
        assert.equal(edited.startsWith('\uFEFF'), all.mark !== '');
        if (all.lineEnd === '\r\n') assert.doesNotMatch(edited, /(?<!\r)\n/);
        else assert.doesNotMatch(edited, /\r/);
        for (const [indent] of edited.matchAll(/^[ \t]+/gm))
          assert.equal(indent.replaceAll(all.indent, ''), '', 'another indent');
      }),
      { numRuns: 300 },
    );
  });

  it('get a line of their own where they had none', () => {
    const text = '{"segment":{"source":"a"},"columns":[{"path":"a"} /* x */, {"path":"b"}]}';
    const own = columnsOf(text);
    assert.equal(
      editedDefinition(text, own, [...own].reverse()),
      '{"segment":{"source":"a"},"columns":[\n  {"path":"b"},\n  {"path":"a"} /* x */\n]}',
    );
  });

  it('come into a definition without columns with its own line ends', () => {
    const text = '{\r\n\t"segment": { "source": "a" } // whose\r\n}\r\n';
    const columns = readDefinition(
      '{"segment":{"source":"a"},"columns":[{"path":"a"},{"path":"b"}]}',
    ).columns;
    const own = columnsAtHand({ columns: columns ?? [], deduplication: undefined });
    const edited = editedDefinition(text, own, [...own].reverse());
    assert.match(edited, /\r\n\t\t\{ "path": "b" \},\r\n\t\t\{ "path": "a" \}\r\n\t\]/);
    assert.doesNotMatch(edited, /(?<!\r)\n/);
  });

  it('are not written when they would not read back', () => {
    const text = '{"segment":{"source":"a"},"columns":[{"path":"a","header":"x","header":"y"},{"path":"b"}]}';
    const own = columnsOf(text);
    const renamed = own.map((column, index) => (index === 0 ? { ...column, header: 'z' } : column));
    assert.throws(() => editedDefinition(text, own, renamed), { code: 'mapping-not-written' });
  });

  it('are not written into another definition than the one that was read', () => {
    const text = '{"segment":{"source":"a"},"columns":[{"path":"a"},{"path":"b"}]}';
    const own = columnsOf(text);
    const other = text.replace('"path":"a"', '"path":"c"');
    assert.throws(() => editedDefinition(other, own, [...own].reverse()), { code: 'mapping-not-written' });
  });
});
