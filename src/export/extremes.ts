// The least and the greatest value of a column: by number while all values are numbers, else by code points.
import { NumberText } from '../segment/numberText';
import type { Cell } from './cells';
import { beginningOf, copyOf } from './commonValues';
import { compareDigits } from './numbers';
import { compareCodePoints } from './unicode';

interface Ends {
  readonly minimum: string | undefined;
  readonly maximum: string | undefined;
}

export class Extremes {
  private readonly numbers = new Range(compareNumbers, keptNumber);
  private readonly texts = new Range(compareCodePoints, keptText);

  /** @param text the cell as the export has it; neither is empty */
  add(cell: Cell, text: string): void {
    this.texts.add(text);
    if (typeof cell === 'number' || cell instanceof NumberText)
      this.numbers.add({ value: Number(cell), digits: cell, text });
  }

  /** Of the values that are numbers. */
  ofNumbers(): Ends {
    const { minimum, maximum } = this.numbers;
    return { minimum: minimum?.text, maximum: maximum?.text };
  }

  /** Of all values. */
  ofTexts(): Ends {
    return this.texts;
  }
}

interface ExportedNumber {
  readonly value: number;
  /** As it stands in the segment. */
  readonly digits: number | NumberText;
  /** As the export has it. */
  readonly text: string;
}

/** By their digits where JavaScript takes them for the same. */
function compareNumbers(a: ExportedNumber, b: ExportedNumber): number {
  if (a.value !== b.value) return a.value - b.value;
  return a.text === b.text ? 0 : compareDigits(String(a.digits), String(b.digits));
}

class Range<T> {
  minimum: T | undefined;
  maximum: T | undefined;

  /** @param keep what is kept of a value */
  constructor(
    private readonly compare: (a: T, b: T) => number,
    private readonly keep: (value: T) => T,
  ) {}

  add(value: T): void {
    if (this.minimum === undefined || this.compare(value, this.minimum) < 0) this.minimum = this.keep(value);
    if (this.maximum === undefined || this.compare(value, this.maximum) > 0) this.maximum = this.keep(value);
  }
}

function keptText(text: string): string {
  return copyOf(beginningOf(text));
}

function keptNumber({ value, digits, text }: ExportedNumber): ExportedNumber {
  return {
    value,
    digits: digits instanceof NumberText ? new NumberText(copyOf(digits.text)) : digits,
    text: copyOf(text),
  };
}
