// Options of a format that contradict each other, whatever the values are: told when the settings are read.
import * as l10n from '@vscode/l10n';
import type { Format } from './format';

/** Says what is wrong with a format, or nothing when every value can be written by it or refused. */
export function formatProblem(format: Format): string | undefined {
  if (format.type === 'json') return undefined;
  const { delimiter, quote, escape, quoteMode } = format;
  if (quote === '' && (quoteMode === 'all' || quoteMode === 'strings')) {
    return l10n.t('The format quotes values ("quoteMode"), but has no quote ("quote").');
  }
  // A character beyond U+FFFF is two for csv-stringify.
  if (quote.length > 1 || escape.length > 1) {
    return l10n.t('The quote and the escape of a format are characters up to U+FFFF.');
  }
  if (/[\r\n]/.test(delimiter + quote + escape)) {
    return l10n.t('The delimiter, quote and escape of a format hold no line break.');
  }
  if (quote !== '' && (delimiter.includes(quote) || delimiter.includes(escape))) {
    return l10n.t('The delimiter of a format holds neither its quote nor its escape.');
  }
  return undefined;
}
