// Makes the parts of the page and joins them.
import { Actions } from './actions';
import { Announcer } from './announcer';
import { Channel } from './channel';
import { ColumnEdits } from './columnEdits';
import { ColumnPanel } from './columnPanel';
import { Cursor } from './cursor';
import { element } from './dom';
import { goToRow } from './goToRow';
import { Grid, gridFrame } from './grid';
import { type GridCommands, listenToGridKeys } from './gridKeys';
import { openGridMenu } from './gridMenu';
import { listenToGridMouse } from './gridMouse';
import { listenToHeaderDragging } from './headerDragging';
import { Notice } from './notice';
import { Page } from './page';
import { listenToPageKeys } from './pageKeys';
import { CellOpener } from './openCell';
import { Receiver } from './receiver';
import { rememberChanges } from './remember';
import { Spoken } from './spoken';
import { Strip } from './strip';
import { Toolbar } from './toolbar';

/** Fills the page, and tells the extension that it is ready. */
export function startPage(root: HTMLElement): void {
  const channel = new Channel((message) => receiver.receive(message));
  const page = new Page((message) => channel.send(message));
  const announcer = new Announcer();
  const grid = new Grid(page);
  const spoken = new Spoken(page, grid, announcer);
  const cursor = new Cursor(page, grid, (place) => spoken.tell(place));
  const edits = new ColumnEdits(page);
  const actions = new Actions(page);
  const cells = new CellOpener(page, grid);
  const [toolbar, strip, notice] = [new Toolbar(page), new Strip(page), new Notice(page)];
  const panel = new ColumnPanel(page, edits, cursor);
  const commands: GridCommands = {
    openCell: () => cells.open(),
    openColumn: () => page.columnAtCursor && panel.open(),
    openMenu: () => openGridMenu(page, grid, actions, edits, commands),
    goToRow: () => goToRow(page, grid, cursor),
  };
  const receiver = new Receiver(page, {
    ...{ grid, cells, strip, notice, cursor, announcer },
    goToRow: commands.goToRow,
  });
  listenToGridKeys(page, grid, cursor, actions, edits, commands);
  listenToGridMouse(page, grid, cursor, actions, commands);
  listenToHeaderDragging(grid, edits);
  listenToPageKeys(root, page, grid, actions, commands);
  const frame = gridFrame(page, grid);
  frame.append(notice.empty);
  const middle = element('div', { class: 'middle' }, frame, panel.node);
  root.append(toolbar.node, strip.node, notice.node, middle, announcer.node);
  const remembered = rememberChanges(page, channel);
  channel.send({ type: 'ready', remembered });
}
