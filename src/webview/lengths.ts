// Lengths of texts in words.
import * as l10n from '@vscode/l10n';
import { count } from './numbers';

export function charactersText(characters: number): string {
  return characters === 1 ? l10n.t('1 character') : l10n.t('{0} characters', count(characters));
}

export function moreCharactersText(characters: number): string {
  return characters === 1 ? l10n.t('1 character more') : l10n.t('{0} characters more', count(characters));
}

export function bytesText(bytes: number): string {
  return bytes === 1 ? l10n.t('1 byte') : l10n.t('{0} bytes', count(bytes));
}
