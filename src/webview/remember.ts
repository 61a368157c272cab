// What a reload of the page finds again: where it was, and edits of the mapping. Nothing of the segment's data.
import type { Channel } from './channel';
import { asEdit } from './columnEdits';
import type { Page } from './page';
import type { Remembered } from './protocol';

/** Milliseconds that the page rests before it is written down. */
const rest = 300;

/** Takes up what was remembered, and remembers from now on. */
export function rememberChanges(page: Page, channel: Channel): Remembered | undefined {
  const remembered = channel.remembered();
  if (remembered) {
    // Differences are not there before the extension compares again.
    const view = remembered.view === 'differences' ? 'rows' : remembered.view;
    const place = { row: remembered.row, column: 0 };
    page.change({ view, cursor: place, anchor: place });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  page.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => remember(page, channel), rest);
  });
  return remembered;
}

function remember({ data: { state, view, cursor } }: Page, channel: Channel): void {
  if (!state) return;
  const edits = state.edited ? state.columns.map(asEdit) : undefined;
  channel.remember({ target: state.target, view, row: Math.max(0, cursor.row), edits });
}
