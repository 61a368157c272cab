// A row's exact text, with its delimiters, quotes and line end told apart by the delimiter and the quote.
import { element } from './dom';
import { mark, withMarks } from './marks';
import * as l10n from '@vscode/l10n';
import { moreMark } from './cellContent';
import type { GridRow, PreviewState } from './protocol';

export type TokenKind = 'value' | 'delimiter' | 'quote' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

type Quoting = Pick<PreviewState, 'delimiter' | 'quote' | 'escape'>;

/** Splits a text into tokens; together they are the text. */
export function tokens(text: string, { delimiter, quote, escape }: Quoting): Token[] {
  const found: Token[] = [];
  const push = (kind: TokenKind, part: string): void => {
    const last = found.at(-1);
    if (last?.kind === kind) found[found.length - 1] = { kind, text: last.text + part };
    else found.push({ kind, text: part });
  };
  let quoted = false;
  let index = 0;
  const isAt = (sign: string): boolean => sign !== '' && text.startsWith(sign, index);
  while (index < text.length) {
    let kind: TokenKind = 'value';
    let length = 1;
    if (quoted && isAt(escape + quote)) [kind, length] = ['quote', escape.length + quote.length];
    else if (isAt(quote)) {
      [kind, length] = ['quote', quote.length];
      quoted = !quoted;
    } else if (!quoted && isAt(delimiter)) [kind, length] = ['delimiter', delimiter.length];
    else if (!quoted && (isAt('\n') || isAt('\r'))) kind = 'end';
    push(kind, text.slice(index, index + length));
    index += length;
  }
  return found;
}

/** A text as nodes. */
export function bytesText(text: string, quoting: Quoting): Node[] {
  return tokens(text, quoting).map(({ kind, text: part }) =>
    element('span', { class: `token ${kind}` }, ...withMarks(part, 'line', false)),
  );
}

/** A row of the bytes view: where a file begins its name and its head stand above. */
export function bytesContent(row: GridRow, quoting: Quoting): Node[] {
  const nodes: Node[] = [];
  if (row.part !== undefined) nodes.push(element('div', { class: 'part' }, row.part));
  if (row.head !== undefined) nodes.push(element('div', { class: 'head' }, ...bytesText(row.head, quoting)));
  if (!row.bytes) return nodes;
  const line = element('div', { class: 'text' }, ...bytesText(row.bytes.text, quoting));
  const rest = (row.bytes.length ?? 0) - row.bytes.text.length;
  if (rest > 0) line.append(moreMark(rest), mark('⏎', l10n.t('Enter shows the whole'), 'arrow'));
  nodes.push(line);
  return nodes;
}
