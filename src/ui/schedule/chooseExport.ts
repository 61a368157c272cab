// Which export a command of schedules is about: that of its row, of the definition at hand, or one that a person picks.
import { posix } from 'node:path';
import { l10n, window, workspace, type Uri } from 'vscode';
import { definitionFileName, type Definition } from '../../model/definition';
import { originOf } from '../commandOrigin';
import type { DefinitionFile } from '../definitions';
import { scheduleTextOrWhy } from '../scheduleText';
import type { Services } from '../services';
import { isDefinition } from '../subject';

export interface ChosenExport {
  readonly file: Uri;
  readonly name: string;
}

/** Which exports of the workspace may be picked, and what is said when there is none. */
export interface Wanted {
  readonly isMeant: (definition: Definition) => boolean;
  readonly none: string;
}

/**
 * @param argument a row, the address of a definition, or nothing
 * @returns nothing when the person left, or there is none
 */
export async function chooseExport(
  argument: unknown,
  title: string,
  { isMeant, none }: Wanted,
  services: Services,
): Promise<ChosenExport | undefined> {
  const named = originOf(argument, services).file;
  const files = (await services.definitions.all()).filter(isDefinitionThat(isMeant));
  const isAtHand = files.some(({ uri }) => uri.toString() === named?.toString());
  // A row or an editor's title says which one it is; the palette only suggests the one at hand.
  if (named && isDefinition(named) && (argument !== undefined || isAtHand))
    return { file: named, name: nameOf(named) };
  if (files.length > 0) return pick(files, title);
  void window.showInformationMessage(none);
  return undefined;
}

type ReadDefinition = Extract<DefinitionFile, { readonly definition: Definition }>;

function isDefinitionThat(isMeant: Wanted['isMeant']): (file: DefinitionFile) => file is ReadDefinition {
  return (file): file is ReadDefinition => 'definition' in file && isMeant(file.definition);
}

async function pick(files: readonly ReadDefinition[], title: string): Promise<ChosenExport | undefined> {
  const now = new Date();
  const items = files.map(({ uri, name, definition }) => ({
    label: name,
    description: scheduleTextOrWhy(definition.schedule, now),
    detail: workspace.asRelativePath(uri),
    export: { file: uri, name },
  }));
  const placeHolder = l10n.t('Choose an export');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.export;
}

function nameOf({ path }: Uri): string {
  return posix.basename(path).replace(definitionFileName, '');
}
