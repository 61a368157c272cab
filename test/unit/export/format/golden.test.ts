// The worked examples of Adobe's documentation, as golden files written from its text by hand.
// Sources, in AdobeDocs/experience-platform.en: help/destinations/ui/batch-destinations-file-formatting-options.md ("UI")
// and help/destinations/destination-sdk/functionality/destination-server/file-formatting.md ("SDK").
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../../../src/export/cells';
import type { FormatSettings } from '../../../../src/model/format';
import { encode } from './encoding';

const golden = join(__dirname, '../../../golden/format');
const doe = ['male', 'John', 'Doe'];
const anna = ['Anna', 'Doe,John'];
const quoted = ['Test,"John",LastName'];
const withNull = ['male', null, 'TestLastName'];
const withEmpty = ['male', '', 'TestLastName'];

/** File, what the documentation calls it, the values, and the options. */
const examples: [file: string, example: string, row: Cell[], settings: FormatSettings][] = [
  ['delimiter-comma', 'UI, delimiter: ,', doe, { preset: 'adobe' }],
  ['delimiter-colon', 'UI, delimiter: :', doe, { preset: 'adobe', delimiter: ':' }],
  ['delimiter-pipe', 'UI, delimiter: |', doe, { preset: 'adobe', delimiter: '|' }],
  ['delimiter-semicolon', 'UI, delimiter: ;', doe, { preset: 'adobe', delimiter: ';' }],
  ['delimiter-tab', 'UI, delimiter: tab', doe, { preset: 'adobe', type: 'tsv' }],
  ['quote-null', 'UI, quote: null, which gives a third column', anna, { preset: 'adobe' }],
  ['quote-double', 'UI, quote: "', anna, { preset: 'adobe', quote: '"' }],
  [
    'quote-double-older',
    'UI, quote: ", in its older text, which quotes every value where the newer one quotes when needed',
    ['Test', 'John', 'LastName'],
    { preset: 'adobe', quote: '"', quoteMode: 'all' },
  ],
  ['escape-backslash', 'UI, escape: \\', quoted, { preset: 'adobe', quote: '"' }],
  ['escape-apostrophe', "UI, escape: '", quoted, { preset: 'adobe', quote: '"', escape: "'" }],
  [
    'null-null',
    'UI, null value: null (the table prints NULL; the literal of the specification is followed)',
    withNull,
    { preset: 'adobe' },
  ],
  ['null-quotes', 'UI, null value: ""', withNull, { preset: 'adobe', nullOutput: '""' }],
  ['null-empty', 'UI, null value: empty string', withNull, { preset: 'adobe', nullOutput: '' }],
  [
    'empty-null',
    'UI, empty value: null (the literal, as above)',
    withEmpty,
    { preset: 'adobe', emptyOutput: 'null' },
  ],
  ['empty-quotes', 'UI, empty value: ""', withEmpty, { preset: 'adobe', emptyOutput: '""' }],
  ['empty-empty', 'UI, empty value: empty string', withEmpty, { preset: 'adobe' }],
  [
    'sdk-quote-all-false',
    "SDK, quoteAll: false (a value with quotes of its own, and the table's default of no quote: nothing else gives this)",
    ['male', 'John', '"TestLastName"'],
    { preset: 'adobe-sdk', quote: '' },
  ],
  [
    'sdk-quote-all-true',
    'SDK, quoteAll: true',
    ['male', 'John', 'TestLastName'],
    { preset: 'adobe-sdk', quoteMode: 'all' },
  ],
  ['sdk-escape-backslash', 'SDK, escape: \\', ['male', 'John', 'Test,"LastName5'], { preset: 'adobe-sdk' }],
  [
    'sdk-escape-apostrophe',
    "SDK, escape: ' (three of them: the value has one of its own before the quote)",
    ['male', 'John', 'Test,\'"LastName5'],
    { preset: 'adobe-sdk', escape: "'" },
  ],
  [
    'sdk-trim-true',
    'SDK, ignoreLeadingWhiteSpace and ignoreTrailingWhiteSpace: true',
    ['    male    ', 'John', 'TestLastName'],
    { preset: 'adobe-sdk', quoteMode: 'all' },
  ],
  [
    'sdk-trim-leading-false',
    'SDK, ignoreLeadingWhiteSpace: false',
    ['    male    ', 'John', 'TestLastName'],
    { preset: 'adobe-sdk', quoteMode: 'all', trim: 'trailing' },
  ],
  [
    'sdk-trim-trailing-false',
    'SDK, ignoreTrailingWhiteSpace: false',
    ['    male    ', 'John', 'TestLastName'],
    { preset: 'adobe-sdk', quoteMode: 'all', trim: 'leading' },
  ],
  ['null-quotes', 'SDK, nullValue: "" (its default)', withNull, { preset: 'adobe-sdk' }],
  ['sdk-null-null', 'SDK, nullValue: NULL', withNull, { preset: 'adobe-sdk', nullOutput: 'NULL' }],
  ['sdk-empty-quotes', 'SDK, emptyValue: "" (its default)', ['male', '', 'John'], { preset: 'adobe-sdk' }],
  [
    'sdk-empty-empty',
    'SDK, emptyValue: empty',
    ['male', '', 'John'],
    { preset: 'adobe-sdk', emptyOutput: 'empty' },
  ],
];

describe("Adobe's worked examples", () => {
  for (const [file, example, row, settings] of examples) {
    it(example, () => {
      assert.equal(encode([row], settings), readFileSync(join(golden, `${file}.csv`), 'utf8'));
    });
  }

  it('use every golden file', () => {
    const used = new Set(examples.map(([file]) => `${file}.csv`));
    assert.deepEqual([...used].sort(), readdirSync(golden).sort());
  });
});
