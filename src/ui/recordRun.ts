// The recorder of a push from this window. What cannot be kept is told in the log only.
import type { Uri } from 'vscode';
import { RunRecorder } from '../delivery/runRecorder';
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import { pathOf } from './filePath';
import type { Services } from './services';

export function runRecorder(
  file: Uri,
  destination: Destination,
  { runs, log }: Pick<Services, 'runs' | 'log'>,
): RunRecorder {
  return new RunRecorder({ subject: pathOf(file), destination }, runs, (error) =>
    log.warn(`The list of runs does not have the push to ${destination.id}: ${asFailure(error).code}`),
  );
}
