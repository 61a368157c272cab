// What the page asks, and who answers it. A page shows what is in files of anybody: what it sends is checked.
import { readEdits } from '../../model/columnEdit';
import type { FromPage } from '../../webview/protocol';
import { showPlace } from '../segmentFailure';
import { problemPlace } from './pageState';
import type { PreviewSession } from './session';
import { readTarget } from './targets';

/** A page asks for a screenful, or some. */
const mostRows = 1000;

/** @throws what the answer to the page's request does */
export async function answer(message: FromPage, session: PreviewSession): Promise<void> {
  const { shown, history, actions } = session;
  switch (message.type) {
    case 'ready':
      return session.ready(message.remembered);
    case 'rows': {
      if (!shown || message.generation !== session.generation || !isWindow(message)) return;
      const rows = await shown.answers.rows(message);
      return session.post({ type: 'rows', id: message.id, rows });
    }
    case 'cell': {
      if (!shown || message.generation !== session.generation) return;
      const cell = await shown.answers.cell(message);
      return cell && session.post({ type: 'cell', id: message.id, cell });
    }
    case 'copy':
      return shown?.answers.copy(message);
    case 'source':
      return shown?.answers.source(message);
    case 'target':
      return session.show(readTarget(message.value) ?? session.target);
    case 'columns': {
      const edits = readEdits(message.columns);
      if (!edits) return;
      history.edit(edits);
      return session.reload();
    }
    case 'undo':
    case 'redo':
      history[message.type]();
      return session.reload();
    case 'discard':
      history.edit(undefined);
      return session.reload();
    case 'checkKey':
      return shown?.checkKey(session.services.asking);
    case 'cancelWork':
      return session.cancelWork();
    case 'resumeWork':
      return shown?.work.run();
    case 'endComparison':
      return shown?.endComparison();
    case 'mend': {
      const there = problemPlace(session.known());
      return there && showPlace(there);
    }
    case 'save':
    case 'push':
    case 'dryRun':
    case 'compare':
    case 'matchBy':
    case 'openAsText':
    case 'showFindings':
      return void (await actions[message.type]());
  }
}

function isWindow({ from, count }: { readonly from: number; readonly count: number }): boolean {
  return Number.isSafeInteger(from) && from >= 0 && Number.isSafeInteger(count) && count <= mostRows;
}
