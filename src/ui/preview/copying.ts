// Copying from the preview: cells and rows as the exact bytes of the export, or as a table that spreadsheets paste.
import { env, l10n } from 'vscode';
import { Failure } from '../../model/failure';
import type { Selection } from '../../webview/protocol';
import { countText, sizeText } from '../localFigures';

/** In UTF-16 code units: what clipboards and those who paste still take. */
const mostCharacters = 50_000_000;
const rowsAtOnce = 500;

/** More is selected than a clipboard takes. */
export class TooMuchToCopy extends Failure {
  constructor(rows: number) {
    super('too-much-to-copy', {
      what: l10n.t('The selection was not copied.'),
      why: l10n.t('{0} rows are more than {1} of text.', countText(rows), sizeText(mostCharacters)),
      next: l10n.t('Select fewer rows, or push the export and use the file.'),
    });
  }
}

/**
 * Copies the rows of a selection.
 * @param texts gives some of them as they are copied, with their line ends; none behind the last one
 * @throws TooMuchToCopy, and what `texts` throws
 */
export async function copyRows(
  { firstRow, lastRow }: Pick<Selection, 'firstRow' | 'lastRow'>,
  texts: (from: number, count: number) => Promise<readonly string[]>,
): Promise<void> {
  const pieces: string[] = [];
  let characters = 0;
  for (let from = firstRow; from <= lastRow; from += rowsAtOnce) {
    const more = await texts(from, Math.min(rowsAtOnce, lastRow - from + 1));
    pieces.push(...more);
    characters += more.reduce((sum, { length }) => sum + length, 0);
    if (characters > mostCharacters) throw new TooMuchToCopy(lastRow - firstRow + 1);
    if (more.length === 0) break;
  }
  await env.clipboard.writeText(pieces.join(''));
}

/** As spreadsheets copy: tabs between cells, and quotes around what has tabs, line breaks or quotes. */
export function tableLine(texts: readonly string[]): string {
  const cells = texts.map((text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  return `${cells.join('\t')}\n`;
}
