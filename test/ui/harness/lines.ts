// Text as Monaco shows it: lines in any order in the document, with no-break spaces. And patterns to find text.
import { type Locator } from 'playwright-core';

/** The lines in sight, from top to bottom. */
export async function visibleLines(lines: Locator): Promise<string[]> {
  const rows = await lines.locator('.view-line').all();
  const placed = await Promise.all(
    rows.map(async (row) => ({
      top: parseFloat(/top:\s*([\d.]+)px/.exec((await row.getAttribute('style')) ?? '')?.[1] ?? '0'),
      text: ((await row.textContent()) ?? '').replaceAll('\u00a0', ' '),
    })),
  );
  return placed.sort((a, b) => a.top - b.top).map(({ text }) => text);
}

/** A pattern for text to be found in a line. */
export function inLine(text: string | RegExp): RegExp {
  return text instanceof RegExp ? text : new RegExp(escaped(text));
}

/** A pattern for a label that is this and nothing more. */
export function exactly(label: string): RegExp {
  return new RegExp(`^\\s*${escaped(label)}\\s*$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s');
}
