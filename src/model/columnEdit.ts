// What a person wants of one column of an export. Edits come from a page, from an address, and from what a page remembers:
// whatever has not their shape is no edit.
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';

const ColumnEdit = Type.Object(
  {
    /** Of a column that the export can have: see `columnsAtHand`. */
    id: Type.String(),
    header: Type.String(),
    /** Whether it is left out of the export. */
    hidden: Type.Boolean(),
    mandatory: Type.Boolean(),
    /** Whether it is one of the deduplication keys. */
    key: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** A column as a person wants it. */
export type ColumnEdit = Readonly<Static<typeof ColumnEdit>>;

const ColumnEdits = Type.Array(ColumnEdit);

/** The edits of a whole mapping, in its order. Undefined for anything else. */
export function readEdits(value: unknown): readonly ColumnEdit[] | undefined {
  return Check(ColumnEdits, value) ? value : undefined;
}

/** The same from JSON text. Undefined for what is no JSON, too. */
export function parseEdits(text: string): readonly ColumnEdit[] | undefined {
  try {
    return readEdits(JSON.parse(text));
  } catch {
    return undefined;
  }
}
