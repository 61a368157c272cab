// What can be done about a failure that is mended in an export definition: going to the field.
import { findNodeAtLocation, parseTree, type JSONPath } from 'jsonc-parser';
import { l10n, Range, window, workspace, type Uri } from 'vscode';
import { TooManyColumns } from '../export/columns';
import { UnsupportedDatePattern } from '../export/datePattern';
import { MacroWithoutValue, UnfinishedMacro, UnknownMacro } from '../export/macros';
import { KeyTooLong, NameTooLong, UnusableName } from '../export/naming';
import { EmptyResult } from '../export/run';
import { UnreadableTime } from '../export/time';
import { InvalidDefinition } from '../model/definition';
import { DuplicateHeader } from '../model/duplicateHeader';
import { Failure } from '../model/failure';
import { InvalidPath } from '../model/path';
import { InvalidSchedule } from '../model/scheduleProblem';
import { InvalidSourceOptions } from '../model/sourceOptions';
import { NoSuchFiles } from '../segment/failures';
import { UnknownDestination } from './findDestination';
import type { FailureAction } from './showFailure';
import { isDefinition } from './subject';

/** Failures that a definition can be the reason of, and the field that is looked at first. */
const fields = [
  { of: [InvalidDefinition], field: [] },
  { of: [InvalidPath, DuplicateHeader, TooManyColumns], field: ['columns'] },
  { of: [NoSuchFiles], field: ['segment', 'source'] },
  { of: [InvalidSourceOptions], field: ['segment', 'input'] },
  { of: [UnknownDestination], field: ['destination'] },
  { of: [EmptyResult], field: ['emptyExport'] },
  { of: [UnreadableTime], field: ['deduplicate', 'time'] },
  { of: [MacroWithoutValue], field: ['names'] },
  {
    of: [UnusableName, NameTooLong, KeyTooLong, UnknownMacro, UnfinishedMacro, UnsupportedDatePattern],
    field: ['fileName'],
  },
];

/** *Open Definition*, for a failure that it can be the reason of. */
export function definitionActions(error: unknown, file: Uri): FailureAction[] {
  const field = isDefinition(file) ? fieldOf(error) : undefined;
  return field ? [{ title: l10n.t('Open Definition'), run: () => openDefinitionAt(file, field) }] : [];
}

function fieldOf(error: unknown): JSONPath | undefined {
  if (error instanceof InvalidDefinition && error.field !== undefined)
    return error.field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (error instanceof Failure && error.code === 'enoent') return ['segment', 'source'];
  if (error instanceof InvalidSchedule) return ['schedule', error.field];
  return fields.find(({ of }) => of.some((each) => error instanceof each))?.field;
}

/** Opens a definition, at the field that a failure is the reason of if there is one. */
export function openDefinition(file: Uri, failure?: Failure): Promise<void> {
  return openDefinitionAt(file, fieldOf(failure) ?? []);
}

/** Opens a definition at a field, or at its beginning where it has no such field. */
async function openDefinitionAt(file: Uri, field: JSONPath): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const tree = parseTree(document.getText());
  const node = tree && field.length > 0 ? findNodeAtLocation(tree, field) : undefined;
  const at = document.positionAt(node?.offset ?? 0);
  await window.showTextDocument(document, { selection: new Range(at, at) });
}
