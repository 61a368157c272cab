// The menu of the grid, at the mouse or at the cursor's cell.
import { element } from './dom';
import { onKeys } from './keys';

export interface MenuItem {
  readonly text: string;
  /** Its key, as it is shown. */
  readonly key?: string;
  readonly act: () => void;
}

/** Shows a menu below a place of the window. The focus goes back when it closes. */
export function openMenu(
  items: readonly MenuItem[],
  at: { readonly x: number; readonly y: number },
  back: () => void,
): void {
  const menu = element('div', { class: 'menu', role: 'menu' });
  const close = (): void => {
    menu.remove();
    removeEventListener('mousedown', outside, true);
    removeEventListener('blur', close);
  };
  const outside = (event: MouseEvent): void => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close();
  };
  const buttons = items.map(({ text, key, act }) => {
    const item = element(
      'button',
      { type: 'button', role: 'menuitem', tabindex: '-1' },
      element('span', {}, text),
      element('kbd', {}, key ?? ''),
    );
    item.addEventListener('click', () => {
      close();
      back();
      act();
    });
    item.addEventListener('mouseenter', () => item.focus());
    return item;
  });
  menu.append(...buttons);
  const focus = (by: number): void => {
    const index = buttons.findIndex((item) => item === document.activeElement);
    buttons.at((index + by) % buttons.length)?.focus();
  };
  const leave = (): void => {
    close();
    back();
  };
  onKeys(menu, () => ({
    ArrowDown: () => focus(1),
    ArrowUp: () => focus(-1),
    Home: () => buttons[0]?.focus(),
    End: () => buttons.at(-1)?.focus(),
    Escape: leave,
    Tab: leave,
  }));
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(0, Math.min(at.x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(0, Math.min(at.y, innerHeight - height - 4))}px`;
  addEventListener('mousedown', outside, true);
  addEventListener('blur', close);
  buttons[0]?.focus();
}
