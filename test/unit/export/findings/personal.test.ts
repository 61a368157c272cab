// Columns that may contain personal data.
import assert from 'node:assert/strict';
import type { Cell } from '../../../../src/export/cells';
import type { Value } from '../../../../src/model/column';
import { columnOf, findingsOf, linesOf, placesOf } from './findings';

/** Whether a column of one value is told. */
function finds(rule: string, cell: Cell): boolean {
  return linesOf(rule, [cell]).length > 0;
}

/** All numbers are those that their issuers publish as examples, or made up with a right check digit. */
const examples: Record<string, { readonly personal: readonly Cell[]; readonly other: readonly Cell[] }> = {
  'personal-email': {
    personal: ['kurt@example.com', 'write to <k.v+x@mail.example.co.uk>, please', 'zoë@exämple.de'],
    other: ['@kurt', 'kurt@', 'a@b', 'kurt @ example.com', 'x@localhost', '@'.repeat(100_000)],
  },
  'personal-phone': {
    personal: ['+491701234567', '+1 (212) 555-0123', '212-555-0123', '(212) 555-0123', '030 1234567', '0171/1234567'],
    other: ['2020-04-08', '01/02/2020', '20200408061804', '192.168.100.200', '02134-1234', '12345678', '3.14159265', '0012345678'],
  },
  'personal-card': {
    personal: ['4111111111111111', '4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005', 4111111111111111],
    other: ['4111111111111112', '1234567890123452', '41111111', 'order 4111111111111111'],
  },
  'personal-iban': {
    personal: ['DE89370400440532013000', 'GB29 NWBK 6016 1331 9268 19', 'fr1420041010050500013M02606'],
    other: ['DE89370400440532013001', 'XX89370400440532013000', 'DE8937040044', 'AB12'],
  },
  'personal-national-id': {
    personal: ['123-45-6789', 'AB 12 34 56 C', '86095742719', '44051401359', '390.533.447-05', '12345678Z', 'RSSMRA85T10A562S'],
    other: ['000-45-6789', '123456789', '86095742718', '12345678A', '2020-04-08', 'QQ123456'],
  },
}; // prettier-ignore

for (const [rule, { personal, other }] of Object.entries(examples)) {
  describe(`the rule ${rule}`, () => {
    for (const cell of personal) it(`finds ${String(cell)}`, () => assert.ok(finds(rule, cell)));
    for (const cell of other)
      it(`leaves ${String(cell).slice(0, 30)} alone`, () => assert.ok(!finds(rule, cell)));
  });
}

describe('columns with personal data', () => {
  it('are told once, with the number of values', () => {
    const places = placesOf('personal-email', [
      'x',
      null,
      ...Array.from({ length: 200 }, (_, n) => `p${n}@example.com`),
    ]);
    assert.deepEqual(places.map(({ line, header }) => [line, header]), [[3, 'a']]); // prettier-ignore
    assert.equal(places[0]?.message, 'The column may contain e-mail addresses, not hashed. Values: 200.');
  });

  it('are not told when they are hashed', () => {
    const path: Value = { kind: 'path', path: ['a'] };
    const hashed: Value = { kind: 'sha256', of: path, normalise: 'email' };
    const rulesOf = (value: Value) =>
      findingsOf([['kurt@example.com']], { columns: [columnOf('a', value)] }).findings.map(
        ({ rule }) => rule,
      );
    assert.deepEqual(rulesOf(path), ['personal-email']);
    assert.deepEqual(rulesOf(hashed), []);
    assert.deepEqual(rulesOf({ kind: 'coalesce', of: [hashed, hashed] }), []);
    assert.deepEqual(rulesOf({ kind: 'coalesce', of: [hashed, path] }), ['personal-email']);
  });

  it('are not told when numbers have the right check digit by chance', () => {
    // Of numbers in a row every tenth passes.
    const ids = Array.from({ length: 1000 }, (_, index) => String(4_111_111_111_110_000 + index));
    assert.deepEqual(linesOf('personal-card', ids), []);
    const taxIds = Array.from({ length: 1000 }, (_, index) => String(86_095_742_000 + index));
    assert.deepEqual(linesOf('personal-national-id', taxIds), []);
  });

  it('are told where many of the numbers are cards', () => {
    const cells = ['4111111111111112', '4111111111111113', '4111111111111111', 'x'];
    assert.deepEqual(linesOf('personal-card', cells), [3]);
  });
});
