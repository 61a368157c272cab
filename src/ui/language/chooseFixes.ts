// Fixes that ask: which segment file, which destination. What was chosen is written where the old text stands, or nowhere
// when that is not there any more.
import { dirname, relative, sep } from 'node:path';
import { l10n, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { DefinitionText, type StringAt } from '../../export/language/definitionText';
import type { DestinationStore } from '../destinationStore';
import { pickDestination } from '../pickDestination';
import { pickSegmentFile } from '../pickSegment';
import { plainText } from '../plainText';
import { rangeOf } from './documents';

export interface ChooseFix {
  readonly title: string;
  readonly run: () => Promise<void>;
}

export function chooseSegmentFix(document: TextDocument, at: StringAt): ChooseFix {
  const title = l10n.t('Choose Segment File…');
  const run = async (): Promise<void> => {
    const chosen = await pickSegmentFile(title);
    if (!chosen) return;
    const way = relative(dirname(document.uri.fsPath), chosen.fsPath);
    await replaceText(document, at, way.split(sep).join('/'));
  };
  return { title, run };
}

export function chooseDestinationFix(
  document: TextDocument,
  at: StringAt,
  store: DestinationStore,
): ChooseFix {
  const title = l10n.t('Choose Destination…');
  const run = async (): Promise<void> => {
    const chosen = await pickDestination(store, title);
    if (chosen) await replaceText(document, at, chosen.id);
  };
  return { title, run };
}

/** The changed definition is not saved. @param before as it stood there when the person was asked */
export async function replaceText({ uri }: TextDocument, before: StringAt, text: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const now = new DefinitionText(document.getText()).string(...before.path);
  if (now?.text !== before.text) {
    const gone = l10n.t('"{0}" no longer stands in the export definition. Nothing was changed.', before.text);
    await window.showWarningMessage(plainText(gone));
    return;
  }
  const edit = new WorkspaceEdit();
  edit.replace(uri, rangeOf(document, now.node), JSON.stringify(text));
  await workspace.applyEdit(edit);
}
