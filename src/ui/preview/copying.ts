// Copying from the preview to the clipboard.
import { env, l10n } from 'vscode';
import { joinTexts } from '../../export/copiedText';
import { Failure } from '../../model/failure';
import type { Selection } from '../../webview/protocol';
import { countText, sizeText } from '../localFigures';

/** In UTF-16 code units: what clipboards and those who paste still take. */
const mostCharacters = 50_000_000;

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
 * @param between what stands between two rows
 * @param texts gives some of them as they are copied
 * @throws TooMuchToCopy, and what `texts` throws
 */
export async function copyRows(
  { firstRow, lastRow }: Pick<Selection, 'firstRow' | 'lastRow'>,
  between: string,
  texts: (from: number, count: number) => Promise<readonly string[]>,
): Promise<void> {
  const text = await joinTexts({ firstRow, lastRow }, { between, most: mostCharacters }, texts);
  if (text === undefined) throw new TooMuchToCopy(lastRow - firstRow + 1);
  await env.clipboard.writeText(text);
}
