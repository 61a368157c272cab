// The exports of the workspace that run by themselves: their definitions have a schedule and name a destination that is there.
import type { Uri } from 'vscode';
import { openDefinition } from '../../export/openDefinition';
import type { Destination } from '../../model/destination';
import { checkSchedule } from '../../model/scheduleProblem';
import type { Scheduled } from '../../schedule/agenda';
import type { ScheduledExport } from '../../schedule/scheduledExport';
import type { DefinitionFile } from '../definitions';
import { pathOf } from '../filePath';
import { locate } from '../fileSystems';
import { namedId } from '../findDestination';
import type { Services } from '../services';

export interface WindowExport extends Scheduled {
  readonly file: Uri;
  /** What a person knows it by. */
  readonly name: string;
  readonly destination: Destination;
}

/** @throws what the search for definitions throws */
export async function scheduledExports({
  definitions,
  store,
}: Pick<Services, 'definitions' | 'store'>): Promise<readonly WindowExport[]> {
  const destinations = new Map(store.destinations().map((destination) => [destination.id, destination]));
  const files = await definitions.all();
  return files.flatMap((file) => scheduledExport(file, destinations));
}

/** None for a definition that the view shows with what is wrong. */
function scheduledExport(
  file: DefinitionFile,
  destinations: ReadonlyMap<string, Destination>,
): WindowExport[] {
  if ('problem' in file || !file.definition.schedule) return [];
  const { uri, name, definition } = file;
  const { schedule } = file.definition;
  const destination = destinations.get(namedId({ definition }) ?? '');
  if (!destination || !isPossible(schedule)) return [];
  return [{ subject: pathOf(uri), file: uri, name, schedule, destination }];
}

function isPossible(schedule: Scheduled['schedule']): boolean {
  try {
    checkSchedule(schedule);
    return true;
  } catch {
    return false;
  }
}

/** Opens the definition as it is by now. @throws what `openDefinition` throws */
export async function openScheduled({ subject, file, destination }: WindowExport): Promise<ScheduledExport> {
  const { files, path } = locate(file);
  return { subject, opened: await openDefinition(path, files), destination };
}
