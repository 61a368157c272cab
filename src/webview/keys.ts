// Reads keys: Ctrl stands for Command on a Mac. Keys that the page takes do not go on to VS Code.

const isMac = /Mac/.test(navigator.platform);

/** For example `Ctrl+Shift+C`; single letters as capitals. */
export function keyOf(event: KeyboardEvent): string {
  const control = isMac ? event.metaKey : event.ctrlKey;
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [control && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', name]
    .filter(Boolean)
    .join('+');
}

export type Keys = Readonly<Record<string, () => void>>;

/** Listens to keys on an element. */
export function onKeys(target: HTMLElement, keys: () => Keys): void {
  target.addEventListener('keydown', (event) => {
    const act = keys()[keyOf(event)];
    if (!act || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}
