// A dialog within the page: Escape closes it, and the focus goes back to where it was.
import * as l10n from '@vscode/l10n';
import { button, element } from './dom';
import { icon } from './icons';

/** Shows nodes in a dialog. Returns what closes it. */
export function openDialog(title: string, kind: string, ...content: readonly Node[]): () => void {
  const before = document.activeElement;
  const dialog = element('dialog', { class: kind, 'aria-label': title });
  const close = button(
    '',
    { class: 'icon-button', title: l10n.t('Close'), 'aria-label': l10n.t('Close') },
    () => dialog.close(),
  );
  close.append(icon('close'));
  dialog.append(element('div', { class: 'dialog-head' }, element('h2', {}, title), close), ...content);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  });
  dialog.addEventListener('mousedown', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.close();
}
