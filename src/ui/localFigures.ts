// Counts and sizes in the language of VS Code.
import { env, l10n } from 'vscode';
import { formatBytes } from './figures';

/** `1,204,331` */
export function countText(count: number): string {
  return count.toLocaleString(env.language);
}

/** `1,204,331 rows` */
export function rowsText(rows: number): string {
  return rows === 1 ? l10n.t('1 row') : l10n.t('{0} rows', countText(rows));
}

/** `1,204,449 records` */
export function recordsText(records: number): string {
  return records === 1 ? l10n.t('1 record') : l10n.t('{0} records', countText(records));
}

/** `118.3 MB` */
export function sizeText(bytes: number): string {
  return formatBytes(bytes, env.language);
}
