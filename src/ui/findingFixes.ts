// Quick fixes of findings: what changes the export rather than the segment.
import {
  CodeAction,
  CodeActionKind,
  commands as vscodeCommands,
  Disposable,
  l10n,
  languages,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type CodeActionProvider,
  type Position,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { Edit } from 'jsonc-parser';
import { hashColumn, leaveOutColumn } from '../export/columnFixes';
import type { Normalisation } from '../model/column';
import type { Destination, DestinationSettings } from '../model/destination';
import type { FormatSettings } from '../model/format';
import { commands } from './contributions';
import type { DestinationStore } from './destinationStore';
import { FindingDiagnostic } from './findingDiagnostic';
import { turnOffRule } from './findingSettings';

interface Fix {
  readonly title: string;
  readonly run: () => Thenable<void>;
}

/** Registers the fixes, and the command that they run by. */
export function registerFindingFixes(store: DestinationStore): Disposable {
  return Disposable.from(
    vscodeCommands.registerCommand(commands.fixFinding, (fix: Fix | undefined) => fix?.run()),
    languages.registerCodeActionsProvider('*', findingFixes(store), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
  );
}

/** The fixes of the findings at a place. */
export function findingFixes(store: DestinationStore): CodeActionProvider {
  return { provideCodeActions: (_document, _range, { diagnostics }) => actionsFor(diagnostics, store) };
}

async function actionsFor(diagnostics: readonly unknown[], store: DestinationStore): Promise<CodeAction[]> {
  const own = diagnostics.filter((each) => each instanceof FindingDiagnostic);
  const actions = own.map(async (diagnostic) => {
    const fixes = [
      ...(await definitionFixes(diagnostic)),
      ...formatFixes(diagnostic, store),
      offFix(diagnostic),
    ];
    return fixes.map((fix) => actionOf(diagnostic, fix));
  });
  return (await Promise.all(actions)).flat();
}

function actionOf(diagnostic: FindingDiagnostic, fix: Fix): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { title: fix.title, command: commands.fixFinding, arguments: [fix] };
  return action;
}

function offFix({ placed: { finding } }: FindingDiagnostic): Fix {
  return {
    title: l10n.t('Turn off the rule {0}', finding.rule),
    run: () => turnOffRule(finding.rule),
  };
}

/** By rule: what in a destination's format leaves nothing to be found. */
const formats: Record<string, { readonly title: (name: string) => string; readonly format: FormatSettings }> =
  {
    formula: {
      title: (name) => l10n.t("Put a ' before formulas in the format of {0}", name),
      format: { formulaGuard: true },
    },
    'outer-space': {
      title: (name) => l10n.t('Trim texts in the format of {0}', name),
      format: { trim: 'both' },
    },
    'corrupting-value': {
      title: (name) => l10n.t('Quote values that need it in the format of {0}', name),
      format: { quote: '"', quoteMode: 'needed' },
    },
  };

function formatFixes({ placed, context }: FindingDiagnostic, store: DestinationStore): Fix[] {
  const { destination } = context;
  const fix = formats[placed.finding.rule];
  if (!fix || !destination || !store.get(destination.id)) return [];
  return [{ title: fix.title(destination.name), run: () => changeFormat(destination, fix.format, store) }];
}

async function changeFormat(
  { id }: Destination,
  format: FormatSettings,
  store: DestinationStore,
): Promise<void> {
  // Only destinations that can be read are pushed to, so their settings follow the schema.
  const value = store.rawSettings(id) as DestinationSettings | undefined;
  if (value) await store.save(id, { ...value, format: { ...value.format, ...format } });
}

async function definitionFixes({ placed: { finding }, context }: FindingDiagnostic): Promise<Fix[]> {
  const { header, rule } = finding;
  const { definition } = context;
  if (!definition || header === undefined || !isAboutColumn(rule)) return [];
  const document = await workspace.openTextDocument(definition);
  const { version } = document;
  const text = document.getText();
  const fixOf = (title: string, edits: Edit[] | undefined): Fix[] =>
    edits ? [{ title, run: () => applyEdits(definition, version, edits) }] : [];
  return [
    ...(rule.startsWith('personal-')
      ? fixOf(l10n.t('Hash the column {0}', header), hashColumn(text, header, normalisationOf(rule)))
      : []),
    ...fixOf(l10n.t('Leave out the column {0}', header), leaveOutColumn(text, header)),
  ];
}

function isAboutColumn(rule: string): boolean {
  return rule === 'mixed-types' || rule === 'destination-secret' || rule.startsWith('personal-');
}

function normalisationOf(rule: string): Normalisation {
  if (rule === 'personal-email') return 'email';
  return rule === 'personal-phone' ? 'phone' : 'none';
}

/** The changed definition is shown and not saved. One that has changed since is left alone. */
async function applyEdits(file: Uri, version: number, edits: readonly Edit[]): Promise<void> {
  const document = await workspace.openTextDocument(file);
  if (document.version !== version) return;
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of edits)
    edit.replace(file, new Range(document.positionAt(offset), document.positionAt(offset + length)), content);
  await workspace.applyEdit(edit);
  await reveal(document, edits[0]?.offset ?? 0);
}

async function reveal(document: TextDocument, offset: number): Promise<void> {
  const at: Position = document.positionAt(offset);
  await window.showTextDocument(document, { selection: new Range(at, at) });
}
