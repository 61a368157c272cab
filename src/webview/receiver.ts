// Takes the extension's messages to the parts of the page.
import type { Announcer } from './announcer';
import type { Cursor } from './cursor';
import type { Grid } from './grid';
import type { Notice } from './notice';
import type { CellOpener } from './openCell';
import type { Page } from './page';
import type { Fact, PreviewState, ToPage } from './protocol';
import type { Strip } from './strip';

interface Parts {
  readonly grid: Grid;
  readonly cells: CellOpener;
  readonly strip: Strip;
  readonly notice: Notice;
  readonly cursor: Cursor;
  readonly announcer: Announcer;
  readonly goToRow: () => void;
}

export class Receiver {
  constructor(
    private readonly page: Page,
    private readonly parts: Parts,
  ) {}

  receive(message: ToPage): void {
    const { grid, cells, strip } = this.parts;
    switch (message.type) {
      case 'state':
        return this.#takeState(message.state);
      case 'key':
        return strip.tick(message.key);
      case 'profiles':
        if (message.generation === this.page.data.state?.generation)
          this.page.change({ profiles: message.profiles });
        return;
      case 'rows':
        return grid.answer(message.id, message.rows);
      case 'cell':
        return cells.answer(message.id, message.cell);
      case 'failed':
        return this.#takeFailure(message.id, message.problem);
      case 'show':
        return this.#show(message);
      case 'goToRow':
        return this.parts.goToRow();
    }
  }

  #takeState(state: PreviewState): void {
    const { state: before, view, cursor, profiles } = this.page.data;
    const isOther = state.generation !== before?.generation;
    const lostComparison = view === 'differences' && !state.comparison;
    this.page.change({
      state,
      profiles: isOther ? [] : profiles,
      ...(lostComparison ? { view: 'rows', filter: 'all' } : {}),
      ...(state.complete ? this.#kept(state, cursor.row) : {}),
    });
    this.#tellWork(before, state);
  }

  /** The cursor, as near to where it was as there are rows. */
  #kept(state: PreviewState, row: number) {
    const { view, cursor, anchor } = this.page.data;
    const rows = view === 'dropped' ? state.dropped : state.rows;
    if (view === 'differences' || row < rows) return { cursor, anchor };
    const place = { row: Math.max(0, rows - 1), column: cursor.column };
    return { cursor: place, anchor: place };
  }

  /** Work that begins, and its result: not each percent. */
  #tellWork(before: PreviewState | undefined, { work, facts }: PreviewState): void {
    if (work && work.text !== before?.work?.text) this.parts.announcer.say(work.text);
    if (!work && before?.work)
      this.parts.announcer.say(
        [facts.rows, facts.dropped, facts.findings].map(({ text }) => text).join(', '),
      );
  }

  #takeFailure(id: number, problem: Fact): void {
    if (this.parts.cells.fail(id, problem)) return;
    if (this.parts.grid.fail(id)) this.parts.notice.fail(problem);
  }

  #show({ view, row }: Extract<ToPage, { type: 'show' }>): void {
    this.page.show(view);
    if (row === undefined) return;
    this.parts.grid.center(row);
    this.parts.cursor.to({ row, column: Math.max(0, this.page.data.cursor.column) });
  }
}
