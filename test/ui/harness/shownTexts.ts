// All that a part of the window says: its texts, and those for a screen reader or a mouse that rests.
import { type Locator } from 'playwright-core';

/** What is used of an element of the page. */
interface PageElement {
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  getClientRects(): { readonly length: number };
  getAttribute(name: string): string | null;
}

/** The names of the attributes that say something. */
const saying = ['aria-label', 'aria-description', 'title', 'placeholder'];
const textNode = 3;

/** @param parts each match is looked through. @returns each text once */
export async function shownTexts(parts: Locator): Promise<string[]> {
  const said = await parts
    .locator('xpath=descendant-or-self::*')
    .evaluateAll(
      (elements, { saying, textNode }) =>
        (elements as unknown as PageElement[])
          .filter((element) => element.getClientRects().length > 0)
          .flatMap((element) => [
            ...[...element.childNodes].map((node) => (node.nodeType === textNode ? node.textContent : null)),
            ...saying.map((name) => element.getAttribute(name)),
          ]),
      { saying, textNode },
    );
  return [...new Set(said.map((text) => text?.trim() ?? ''))].filter((text) => text !== '');
}
