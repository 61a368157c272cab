// Quick fixes of export definitions: small changes of the text, and choosing what cannot be guessed.
import {
  CodeAction,
  CodeActionKind,
  WorkspaceEdit,
  type CodeActionProvider,
  type TextDocument,
} from 'vscode';
import { DefinitionText } from '../../export/language/definitionText';
import { fixesAt, fixesOf } from '../../export/language/fixes';
import type { Fix } from '../../export/language/problem';
import type { DestinationStore } from '../destinationStore';
import { commands } from '../contributions';
import { chooseDestinationFix, chooseSegmentFix, type ChooseFix } from './chooseFixes';
import { DefinitionDiagnostic } from './definitionDiagnostic';
import { rangeOf } from './documents';

export function definitionFixes(store: DestinationStore): CodeActionProvider {
  return {
    provideCodeActions: (document, range, { diagnostics }) => {
      const definition = new DefinitionText(document.getText());
      const own = diagnostics.filter((each) => each instanceof DefinitionDiagnostic);
      // A mark moves with the text around it, but knows the place that it was made for.
      const current = own.filter(({ version }) => version === document.version);
      return [
        ...current.flatMap((each) => [
          ...fixesOf(definition, each.problem).map((fix) => editAction(document, fix, each)),
          ...chooseFixes(each, document, definition, store).map((fix) => chooseAction(fix, each)),
        ]),
        ...fixesAt(definition, document.offsetAt(range.start)).map((fix) => editAction(document, fix)),
      ];
    },
  };
}

function chooseFixes(
  { problem: { code, span } }: DefinitionDiagnostic,
  document: TextDocument,
  definition: DefinitionText,
  store: DestinationStore,
): ChooseFix[] {
  const destination = definition.string('destination');
  if (code === 'unknown-destination')
    return destination ? [chooseDestinationFix(document, destination, store)] : [];
  const file = definition.stringAt(span.offset, 'source');
  return file ? [chooseSegmentFix(document, file)] : [];
}

function chooseAction({ title, run }: ChooseFix, diagnostic: DefinitionDiagnostic): CodeAction {
  const action = newAction(title, diagnostic);
  action.command = { title, command: commands.fixFinding, arguments: [{ title, run }] };
  return action;
}

function editAction(
  document: TextDocument,
  { title, edits }: Fix,
  diagnostic?: DefinitionDiagnostic,
): CodeAction {
  const action = newAction(title, diagnostic);
  action.edit = new WorkspaceEdit();
  for (const edit of edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.content);
  return action;
}

function newAction(title: string, diagnostic: DefinitionDiagnostic | undefined): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  if (diagnostic) action.diagnostics = [diagnostic];
  return action;
}
