// Takes the extension's messages to the parts of the page.
import type { Announcer } from './announcer';
import type { Cursor } from './cursor';
import type { Grid } from './grid';
import type { Notice } from './notice';
import type { CellOpener } from './openCell';
import type { Page, Place } from './page';
import type { ColumnState, Fact, PreviewState, ToPage } from './protocol';
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
    const { state: before, view, profiles } = this.page.data;
    const shownBefore = this.page.shownColumns;
    const isOther = state.generation !== before?.generation;
    const lostComparison = view === 'differences' && !state.comparison;
    this.page.change({
      state,
      profiles: isOther ? [] : profiles,
      ...(lostComparison ? { view: 'rows', filter: 'all' } : {}),
    });
    this.#keepPlace(state, shownBefore);
    this.#tellWork(before, state);
  }

  /** The cursor stays on its column, wherever that has moved, and as near to its row as there are rows. */
  #keepPlace(state: PreviewState, before: readonly ColumnState[]): void {
    const { view, cursor, anchor } = this.page.data;
    const rows = view === 'dropped' ? state.dropped : state.rows;
    const isBeyond = state.complete && view !== 'differences' && cursor.row >= rows;
    const kept = this.#onItsColumn(isBeyond ? { ...cursor, row: Math.max(0, rows - 1) } : cursor, before);
    const keptAnchor = isBeyond ? kept : this.#onItsColumn(anchor, before);
    if (samePlace(kept, cursor) && samePlace(keptAnchor, anchor)) return;
    this.page.change({ cursor: kept, anchor: keptAnchor });
    if (kept.column !== cursor.column) this.parts.grid.reveal(kept);
  }

  #onItsColumn(place: Place, before: readonly ColumnState[]): Place {
    const first = this.page.firstValueColumn;
    const id = before[place.column - first]?.id;
    const index = this.page.shownColumns.findIndex((column) => column.id === id);
    return index < 0 ? place : { ...place, column: index + first };
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

function samePlace(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column;
}
