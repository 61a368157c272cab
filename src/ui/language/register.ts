// Help with writing export definitions. Nothing is looked at before such a document is open.
import { CodeActionKind, Disposable, languages } from 'vscode';
import type { Services } from '../services';
import { Around } from './around';
import { completionOf, completionTriggers } from './completion';
import { DefinitionProblems } from './definitionProblems';
import { definitions } from './documents';
import { definitionFixes } from './fixes';
import { hoversOf } from './hovers';
import { DefinitionLenses } from './lenses';
import { registerRunDefinition } from './runDefinition';

/** Registers completion, hovers, lenses, problems and quick fixes. */
export function registerLanguage({ store, log }: Services): Disposable {
  const around = new Around(store);
  const lenses = new DefinitionLenses(around);
  return Disposable.from(
    registerRunDefinition(store),
    languages.registerCompletionItemProvider(definitions, completionOf(around), ...completionTriggers),
    languages.registerHoverProvider(definitions, hoversOf(around)),
    languages.registerCodeLensProvider(definitions, lenses),
    languages.registerCodeActionsProvider(definitions, definitionFixes(store), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
    lenses,
    new DefinitionProblems(around, log),
    around,
  );
}
