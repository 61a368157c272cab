// Characters that cannot be seen, shown as marks. A mark is drawn by the style sheet from an attribute, so that it is no
// part of the text: it cannot be confused with text or copied.
import * as l10n from '@vscode/l10n';
import { element } from './dom';

/** A mark that stands for something without text of its own. */
export function mark(sign: string, name: string, kind = 'sign'): HTMLElement {
  return element('span', { class: `mark ${kind}`, 'data-mark': sign, role: 'img', 'aria-label': name });
}

/** Letters, as few fonts have the pictures of line ends. */
const signs: Readonly<Record<string, string>> = { '\n': 'LF', '\r': 'CR', '\t': '→' };

/** Controls, and what changes the direction or has no width: none of it may act on the page. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u;
const space = /^\p{Zs}$/u;

/** How many characters (UTF-16 code units) at the ends are spaces. */
function spacesAround(text: string): { readonly leading: number; readonly trailing: number } {
  const isSpace = (index: number): boolean => space.test(text.charAt(index));
  let leading = 0;
  while (isSpace(leading)) leading += 1;
  let end = text.length;
  while (end > leading && isSpace(end - 1)) end -= 1;
  return { leading, trailing: text.length - end };
}

/**
 * A text with marks. Of line breaks the marks stand alone (`line`), or the line breaks as well (`page`).
 * `ends`: whether spaces at the ends are marked.
 */
export function withMarks(text: string, layout: 'line' | 'page', ends: boolean): Node[] {
  const { leading, trailing } = ends ? spacesAround(text) : { leading: 0, trailing: 0 };
  const nodes: Node[] = [];
  let plain = '';
  let index = 0;
  const flush = (): void => {
    if (plain) nodes.push(document.createTextNode(plain));
    plain = '';
  };
  for (const character of text) {
    const isOuter = index < leading || index >= text.length - trailing;
    const made = isOuter ? spaceMark(character) : invisibleMark(character);
    index += character.length;
    if (made) {
      flush();
      nodes.push(made);
    } else plain += character;
    if (layout === 'page' && character === '\n') plain += '\n';
  }
  flush();
  return nodes;
}

/** The space itself with a dot drawn over it. */
function spaceMark(space: string): HTMLElement {
  return element('span', { class: 'mark space', 'data-mark': '·' }, space);
}

function invisibleMark(character: string): HTMLElement | undefined {
  const sign = signs[character];
  if (sign) return mark(sign, nameOf(character), character === '\t' ? 'sign' : 'code');
  if (!invisible.test(character)) return undefined;
  return mark(codePoint(character), codePoint(character), 'code');
}

function nameOf(character: string): string {
  if (character === '\n') return l10n.t('line feed');
  return character === '\r' ? l10n.t('carriage return') : l10n.t('tab');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
