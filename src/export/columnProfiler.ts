// The figures of one column, value by value.
import type { ColumnProfile } from '../model/columnProfile';
import type { Cell } from './cells';
import { CommonValues, type Room } from './commonValues';
import { Extremes } from './extremes';
import { countCodePoints } from './unicode';

/** How many of the commonest values are told. */
const mostTop = 10;

export class ColumnProfiler {
  private rows = 0;
  private nulls = 0;
  private empties = 0;
  private readonly types = { text: 0, number: 0, boolean: 0, json: 0 };
  private longest: { readonly characters: number; readonly row: number } | undefined;
  private readonly values: CommonValues;
  private readonly extremes = new Extremes();

  constructor(
    private readonly header: string,
    room: Room,
    private readonly textOf: (cell: Cell) => string | undefined,
  ) {
    this.values = new CommonValues(room);
  }

  /** The cell of the next row. */
  add(cell: Cell): void {
    this.rows++;
    const text = this.textOf(cell);
    if (text === undefined) this.nulls++;
    else if (text === '') this.empties++;
    else this.addValue(cell, text);
  }

  profile(): ColumnProfile {
    const { header, rows, nulls, empties, types, longest, values } = this;
    const onlyNumbers = types.number > 0 && types.text + types.boolean + types.json === 0;
    const extremes = onlyNumbers ? this.extremes.ofNumbers() : this.extremes.ofTexts();
    return {
      ...{ header, rows, nulls, empties, longest },
      types: { ...types },
      distinct: values.distinct(),
      exact: values.exact,
      minimum: extremes.minimum,
      maximum: extremes.maximum,
      top: values.top(mostTop),
    };
  }

  private addValue(cell: Cell, text: string): void {
    this.types[typeOf(cell)]++;
    // One that was there before is neither beyond the extremes nor longer.
    if (!this.values.add(text)) return;
    this.extremes.add(cell, text);
    if (text.length > (this.longest?.characters ?? 0)) this.measure(text);
  }

  /** A text has at least as many UTF-16 code units as characters, so that few texts come here. */
  private measure(text: string): void {
    const characters = countCodePoints(text);
    if (characters > (this.longest?.characters ?? 0)) this.longest = { characters, row: this.rows };
  }
}

/** Of a value that is neither null nor empty. */
export function typeOf(cell: Cell): keyof ColumnProfile['types'] {
  if (typeof cell === 'string') return 'text';
  if (typeof cell === 'boolean') return 'boolean';
  return typeof cell === 'object' && cell !== null && 'json' in cell ? 'json' : 'number';
}
