// The elements of an array in JSON with comments, each with the comments that are about it: those before it, and those
// behind it on its line, on whichever side of the comma they stand.
import { createScanner, type Node, type SyntaxKind } from 'jsonc-parser';

export interface Comment {
  readonly text: string;
  /** Whether a new line begins behind it. */
  readonly endsLine: boolean;
}

export interface ArrayElement {
  readonly before: readonly Comment[];
  /** The element itself. */
  readonly text: string;
  readonly after: readonly Comment[];
}

export interface ArrayText {
  /** Comments on the line of the opening bracket, with nothing else behind it. */
  readonly head: readonly Comment[];
  readonly elements: readonly ArrayElement[];
  /** Comments between the last element and the closing bracket that are not about that element. */
  readonly tail: readonly Comment[];
  /** Whether a comma stands behind the last element. */
  readonly trailingComma: boolean;
}

/** Of `SyntaxKind`, whose names the compiler does not take from another package. */
const kinds = { comma: 5, lineComment: 12, blockComment: 13, lineBreak: 14 } as const;

/** @param array a node of this text that could be parsed without an error */
export function arrayTextOf(text: string, array: Node): ArrayText {
  const reader = new ArrayReader();
  const scanner = createScanner(text);
  const children = new Map(array.children?.map((child) => [child.offset, child]));
  scanner.setPosition(array.offset + 1);
  while (scanner.getPosition() < array.offset + array.length - 1) {
    const child = children.get(scanner.getPosition());
    if (child) {
      const end = child.offset + child.length;
      reader.element(text.slice(child.offset, end));
      scanner.setPosition(end);
    } else {
      const kind = scanner.scan();
      reader.between(kind, text.slice(scanner.getTokenOffset(), scanner.getPosition()));
    }
  }
  return reader.done();
}

type Comments = { text: string; endsLine: boolean }[];

/** Takes what stands in an array piece by piece, and gives each comment to an element. */
class ArrayReader {
  private readonly head: Comments = [];
  private readonly elements: { before: Comments; text: string; after: Comments }[] = [];
  /** Comments that may be about the last element, or about the next. */
  private open: Comments = [];
  private isOnLine = true;
  private trailingComma = false;

  element(text: string): void {
    this.elements.push({ before: this.open, text, after: [] });
    this.open = [];
    this.isOnLine = true;
    this.trailingComma = false;
  }

  between(kind: SyntaxKind, text: string): void {
    switch (kind as number) {
      case kinds.lineComment:
      case kinds.blockComment:
        return void this.open.push({ text, endsLine: false });
      case kinds.comma:
        this.trailingComma = true;
        return this.isOnLine ? this.giveToLast() : undefined;
      case kinds.lineBreak:
        for (const comment of this.open.slice(-1)) comment.endsLine = true;
        if (this.isOnLine) this.giveToLast();
        this.isOnLine = false;
    }
  }

  done(): ArrayText {
    if (this.isOnLine && this.elements.length > 0) this.giveToLast();
    const { head, elements, open: tail, trailingComma } = this;
    return { head, elements, tail, trailingComma };
  }

  private giveToLast(): void {
    (this.elements.at(-1)?.after ?? this.head).push(...this.open);
    this.open = [];
  }
}
