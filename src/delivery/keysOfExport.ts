// Which keys in a bucket an export may have been delivered under: its own with another moment, the numbers of its other
// files, and those by which a taken name is avoided.
import type { Plan } from '../model/plan';

export interface KeyOfExport {
  /** The key without its number. */
  readonly base: string;
  /** As in `name_2.csv`; undefined without one. */
  readonly number: number | undefined;
}

/** @returns undefined for the keys of others */
export function keyReader({
  keyShape,
  format: { fileExtension },
}: Pick<Plan, 'keyShape' | 'format'>): (key: string) => KeyOfExport | undefined {
  const end = `.${fileExtension}`;
  const stem = new RegExp(`^(${keyShape.stem})(?:_([1-9]\\d*))?$`, 'u');
  return (key) => {
    const match = key.endsWith(end) ? stem.exec(key.slice(0, -end.length)) : undefined;
    if (!match) return undefined;
    const [, base = '', number] = match;
    return { base: base + end, number: number === undefined ? undefined : Number(number) };
  };
}
