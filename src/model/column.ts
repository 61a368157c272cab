// A column of an export: its header, and what of a record stands in it.
import type { Path } from './path';

/** What is done to an e-mail address or a phone number before it is hashed, so that equal ones get equal hashes. */
export type Normalisation = 'none' | 'email' | 'phone';

/** How a cell is made from a record. "No value" is null or missing. */
export type Value =
  /** The value at a path; an array or object as JSON. */
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  /** An array's elements that have a value, as one text. What is no array is one element. */
  | { readonly kind: 'join'; readonly of: Value; readonly separator: string }
  /** An array's first element that has a value. What is no array stays as it is. */
  | { readonly kind: 'first'; readonly of: Value }
  /** The first of several that has a value and is no empty text. */
  | { readonly kind: 'coalesce'; readonly of: readonly Value[] }
  /** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. No value stays no value. */
  | { readonly kind: 'sha256'; readonly of: Value; readonly normalise: Normalisation }
  /** The value as JSON text, texts and numbers too. */
  | { readonly kind: 'json'; readonly of: Value }
  /** What `segmentMembership` says of the export's own segment. */
  | {
      readonly kind: 'membership';
      /** Any, when undefined. */
      readonly namespace: string | undefined;
      readonly field: MembershipField;
      /** As the column was chosen. */
      readonly path: Path;
    };

/** `status` is written as `Active` or `Expired`, `lastQualificationTime` as it is. */
export type MembershipField = 'status' | 'lastQualificationTime';

export interface Column {
  /** `person_name_firstName` by default. */
  readonly header: string;
  readonly value: Value;
  /** Records without a value here, or with an empty text, are dropped. Adobe: *Mandatory attribute*. */
  readonly mandatory: boolean;
}

/** Adobe's rule for headers: `person.name.firstName` becomes `person_name_firstName`. */
export function headerOf(path: Path): string {
  return path.join('.').replaceAll('.', '_');
}

/** The place of the column that a key is, from 0; -1 where it is none. */
export function columnOf(key: Value, columns: readonly Column[]): number {
  const text = JSON.stringify(key);
  return columns.findIndex(({ value }) => JSON.stringify(value) === text);
}
