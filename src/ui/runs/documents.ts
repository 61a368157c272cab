// Show Run: a run as it is kept, in a read-only JSON editor.
import { l10n, Uri, window, workspace } from 'vscode';
import type { RunHistory } from '../../delivery/runHistory';
import { Failure } from '../../model/failure';
import { finishedRunText, type FinishedRun } from '../../model/finishedRun';
import { schemes } from '../contributions';
import { ReadOnlyDocuments, type Content } from '../readOnlyDocuments';

/** The list does not have the run any more. */
export class RunGone extends Failure {
  constructor() {
    super('run-gone', {
      what: l10n.t('The run is not in the list any more.'),
      why: l10n.t('It was removed, or 500 newer ones have taken its place.'),
      next: l10n.t('Choose another one in the Runs view.'),
    });
  }
}

export type RunDocuments = ReadOnlyDocuments<Content>;

export function runDocuments(runs: RunHistory): RunDocuments {
  return new ReadOnlyDocuments({
    scheme: schemes.run,
    readOnlyReason: l10n.t('This is the record of a push. It cannot be changed.'),
    load: async ({ query }) => {
      const run = (await runs.recent()).find((each) => query === queryOf(each));
      if (!run) throw new RunGone();
      return contentOf(run);
    },
  });
}

export async function showRun(run: FinishedRun, documents: RunDocuments): Promise<void> {
  // VS Code knows the language by the name.
  const path = `/${run.exportName.replaceAll('/', '-')}.run.json`;
  const uri = Uri.from({ scheme: schemes.run, path, query: queryOf(run) });
  documents.put(uri, contentOf(run));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}

/** A run that was resumed has the id of what it was before. */
function queryOf({ id, finishedAt }: FinishedRun): string {
  return `${id} ${finishedAt}`;
}

function contentOf(run: FinishedRun): Content {
  return { bytes: Buffer.from(finishedRunText(run)), languageId: undefined };
}
