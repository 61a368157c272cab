// What many rules ask of a text, found out in one go: most values of most files give no rule a reason to look closer.

export class Traits {
  /** ASCII digits. */
  digits = 0;
  /** ASCII letters. */
  letters = 0;
  hasAt = false;
  hasLineBreak = false;

  /** Takes on the traits of a text. */
  read(text: string): this {
    let [digits, letters, hasAt, hasLineBreak] = [0, 0, false, false];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x30 && unit <= 0x39) digits++;
      else if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) letters++;
      else if (unit === 0x40) hasAt = true;
      else if (unit === 0x0a || unit === 0x0d) hasLineBreak = true;
    }
    this.digits = digits;
    this.letters = letters;
    this.hasAt = hasAt;
    this.hasLineBreak = hasLineBreak;
    return this;
  }
}
