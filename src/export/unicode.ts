// Text that no encoding can carry: half of a surrogate pair, which JSON can spell (`"\ud800"`) and UTF-8 cannot. Written
// all the same, it would silently become another character.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import { inFile } from '../segment/failures';
import type { Row } from './encode';
import type { Cell } from './cells';

export class HalfCharacter extends Failure {
  constructor(
    readonly line: number,
    header: string,
  ) {
    super(
      'half-character',
      {
        what: l10n.t('A value of the record at line {0} is not whole text.', line),
        why: l10n.t('It holds half of a surrogate pair, which no encoding can write.'),
        next: l10n.t('Correct that value and try again.'),
      },
      { excerpt: header },
    );
  }
}

/** @throws HalfCharacter when the text of these rows has a surrogate without its other half */
export function refuseHalfCharacters(text: string, rows: readonly Row[], headers: readonly string[]): void {
  if (text.isWellFormed()) return;
  for (const { line, file, cells } of rows) {
    const column = cells.findIndex((cell) => !textOf(cell).isWellFormed());
    if (column !== -1) throw inFile(file, new HalfCharacter(line ?? 1, headers[column] ?? ''));
  }
  throw new HalfCharacter(1, headers.find((header) => !header.isWellFormed()) ?? '');
}

function textOf(cell: Cell): string {
  return typeof cell === 'object' && cell !== null && 'json' in cell ? cell.json : String(cell);
}

/** Orders two texts by code points; `<` orders them by UTF-16 code units, where U+FF01 comes after U+1F600. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return byCodePoint(one) - byCodePoint(other);
  }
  return a.length - b.length;
}

/** A surrogate stands for a code point above all that have one unit. */
function byCodePoint(unit: number): number {
  return (unit & 0xf800) === 0xd800 ? unit + 0x10000 : unit;
}

/** How many characters (code points) a text has; half of a surrogate pair is one. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}
