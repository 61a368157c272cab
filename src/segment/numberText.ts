// A number that keeps the text it had in the segment file, because JavaScript would write it differently.

/** Such as `12345678901234567890`, `1.50`, `1e3` or `-0`. Every other number of a record is a JavaScript number. */
export class NumberText {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}
