// What a column's value is in a record: paths and functions, made into one function each, once for an export.
import { createHash } from 'node:crypto';
import type { Normalisation, Value } from '../model/column';
import type { Path } from '../model/path';
import type { JsonValue, RecordValue } from '../segment/records';
import { hasValue, jsonText, textOf } from './cells';
import { membershipValue } from './membership';
import { own } from './own';

/** `undefined` where the record has no such value. */
export type ValueReader = (record: RecordValue) => JsonValue | undefined;

/** @param segmentId whose membership is meant; there is one where a value is of kind `membership` */
export function valueReader(value: Value, segmentId: string | undefined): ValueReader {
  switch (value.kind) {
    case 'path':
      return pathReader(value.path);
    case 'constant':
      return () => value.value;
    case 'membership':
      return (record) => membershipValue(record, segmentId ?? '', value);
    case 'coalesce': {
      const readers = value.of.map((each) => valueReader(each, segmentId));
      return (record) => firstWithValue(readers, record);
    }
    case 'join':
    case 'first':
    case 'sha256':
    case 'json': {
      const [read, change] = [valueReader(value.of, segmentId), changeOf(value)];
      return (record) => {
        const found = read(record);
        return found === null || found === undefined ? found : change(found);
      };
    }
  }
}

function pathReader(path: Path): ValueReader {
  return (record) => {
    let value: JsonValue | undefined = record;
    for (const step of path) value = own(value, step);
    return value;
  };
}

function firstWithValue(readers: readonly ValueReader[], record: RecordValue): JsonValue | undefined {
  let value: JsonValue | undefined;
  for (const read of readers) {
    value = read(record);
    if (hasValue(value)) return value;
  }
  return value;
}

/** The functions of one value, which is neither null nor missing. */
function changeOf(value: Extract<Value, { of: Value }>): (found: JsonValue) => JsonValue | undefined {
  switch (value.kind) {
    case 'join':
      return (found) => elementsOf(found).map(textOf).join(value.separator);
    case 'first':
      return (found) => (Array.isArray(found) ? elementsOf(found)[0] : found);
    case 'sha256':
      return (found) => sha256(textOf(found) ?? '', value.normalise);
    case 'json':
      return jsonText;
  }
}

/** Without those that are null; what is no array is one element. */
function elementsOf(value: JsonValue): readonly JsonValue[] {
  const elements = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return elements.filter((element) => element !== null);
}

/**
 * An empty text stays empty: its hash would look like a person's. So does half of a surrogate pair, which has no bytes: the
 * export is refused for it.
 */
function sha256(text: string, normalise: Normalisation): string {
  if (!text.isWellFormed()) return text;
  const normalised = normalisations[normalise](text);
  return normalised === '' ? '' : createHash('sha256').update(normalised).digest('hex');
}

/**
 * What partners hash: Meta ("Customer information parameters") and Google ("Customer Match") both trim e-mail addresses
 * and make them lower-case; Google wants phone numbers in E.164.
 */
const normalisations: Record<Normalisation, (text: string) => string> = {
  none: (text) => text,
  email: (text) => text.trim().toLowerCase(),
  phone: (text) => {
    // Digits of other widths become those of ASCII.
    const plain = text.normalize('NFKC');
    const digits = plain.replace(/\D/g, '');
    const isInternational = /^\D*\+/.test(plain) || digits.startsWith('00');
    if (!isInternational) return digits;
    const number = digits.replace(/^00/, '');
    return number === '' ? '' : `+${number}`;
  },
};
