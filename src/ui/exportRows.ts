// The rows of the exports: which definitions belong to a destination, which to none, and which cannot be exported as they are.
import { posix } from 'node:path';
import { workspace } from 'vscode';
import { namingProblem } from '../export/namingProblem';
import type { Definition } from '../model/definition';
import type { Destination } from '../model/destination';
import { asFailure, type Failure } from '../model/failure';
import { lastOf, type FinishedRun } from '../model/finishedRun';
import { checkSchedule } from '../model/scheduleProblem';
import type { DefinitionFile } from './definitions';
import { namedId, UnknownDestination } from './findDestination';
import { pathOf } from './filePath';
import type { AnyExportNode } from './treeNodes';

export interface Exports {
  readonly files: readonly DefinitionFile[];
  /** Newest first. */
  readonly recent: readonly FinishedRun[];
}

/** The exports whose definitions name a destination. @param moment for what their names are made of */
export function exportsTo(
  destination: Destination,
  { files, recent }: Exports,
  moment: Date,
): AnyExportNode[] {
  const own = files.filter((file) => namedBy(file) === destination.id);
  return own.map((file) => exportNode(file, own, destination, recent, moment));
}

/** The exports that go to no destination that is there. @param ids of the destinations */
export function strayExports(
  files: readonly DefinitionFile[],
  ids: ReadonlySet<string>,
  moment: Date,
): AnyExportNode[] {
  const strays = files.filter((file) => shownBelow(file, ids) === undefined);
  return strays.map((file) => exportNode(file, strays, undefined, [], moment));
}

/** The id of the destination that a definition is shown below; undefined for a stray. */
export function shownBelow(file: DefinitionFile, ids: ReadonlySet<string>): string | undefined {
  const id = namedBy(file);
  return id !== undefined && ids.has(id) ? id : undefined;
}

/** A push from a row goes where the row stands, so what does not decide where data goes decides no place of a row either. */
function namedBy(file: DefinitionFile): string | undefined {
  return 'definition' in file ? namedId(file) : undefined;
}

/** @param beside the files of the same folder of the view */
function exportNode(
  file: DefinitionFile,
  beside: readonly DefinitionFile[],
  destination: Destination | undefined,
  recent: readonly FinishedRun[],
  moment: Date,
): AnyExportNode {
  const { uri, name } = file;
  const isTwin = beside.some((other) => other.name === name && other !== file);
  const place = isTwin ? posix.dirname(workspace.asRelativePath(uri)) : undefined;
  const common = { destination, file: uri, name, place };
  if ('problem' in file) return { kind: 'invalidExport', ...common, problem: file.problem };
  const { definition } = file;
  const problem = problemOf(definition, destination, moment);
  if (problem) return { kind: 'invalidExport', ...common, problem };
  const last = destination && lastOf(recent, pathOf(uri), destination.id);
  return { kind: 'export', ...common, definition, last };
}

function problemOf(
  definition: Definition,
  destination: Destination | undefined,
  moment: Date,
): Failure | undefined {
  const [named, { schedule }] = [namedId({ definition }), definition];
  if (destination === undefined && named !== undefined) return new UnknownDestination(named);
  try {
    if (schedule) checkSchedule(schedule);
  } catch (error) {
    return asFailure(error);
  }
  return destination && namingProblem(definition, destination, moment);
}
