// Differences as rows of the preview's grid.
import assert from 'node:assert/strict';
import { differenceRow } from '../../../src/ui/differenceRows';
import { longestText } from '../../../src/webview/protocol';

const headers = { added: ['new'], removed: [], moved: [] };
const csv = { columns: ['a', 'b', 'new'], json: false, headers };

describe('a difference in the grid', () => {
  it('has the value before where it differs, but not in a column that was not there', () => {
    const row = differenceRow(
      {
        ...{ change: 'changed', row: 7, rowBefore: 3, line: 9, file: '/x/part-1.csv' },
        ...{ texts: ['1', '', 'n'], textsBefore: ['1', 'x', null] },
      },
      csv,
    );
    assert.deepEqual(row, {
      ...{ number: 7, line: 9, file: 'part-1.csv', change: 'changed' },
      cells: [
        { kind: 'text', text: '1' },
        { kind: 'text', text: '', before: { kind: 'text', text: 'x' } },
        { kind: 'text', text: 'n' },
      ],
    });
  });

  it('that is gone has its old number and no line', () => {
    const row = differenceRow({ change: 'removed', rowBefore: 3, texts: ['1', '2', null] }, csv);
    assert.deepEqual([row.number, row.line, row.cells[2]], [3, undefined, { kind: 'null', text: '' }]);
  });

  it('shows the values of JSON as what they are', () => {
    const texts = ['"a\\"b"', '1.50', 'true', 'null', '[1]', null];
    const json = { columns: [], json: true, headers };
    assert.deepEqual(
      differenceRow({ change: 'added', row: 1, texts }, json).cells.map(({ kind, text }) => [kind, text]),
      [
        ['text', 'a"b'],
        ['number', '1.50'],
        ['boolean', 'true'],
        ['null', ''],
        ['json', '[1]'],
        ['null', ''],
      ],
    );
  });

  it('cuts long values, no character in two, unless they are wanted whole', () => {
    const text = 'x'.repeat(longestText - 1) + '\u{1F600}';
    const difference = { change: 'added', row: 1, texts: [text] } as const;
    const [cell] = differenceRow(difference, csv).cells;
    assert.deepEqual(cell, { kind: 'text', text: 'x'.repeat(longestText - 1), length: longestText + 1 });
    assert.equal(differenceRow(difference, csv, true).cells[0]?.text, text);
  });
});
