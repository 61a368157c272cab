// Where the command line keeps what became of its pushes: the same list as the extension's.
import { join, resolve } from 'node:path';
import { RunHistory } from '../delivery/runHistory';
import { RunRecorder } from '../delivery/runRecorder';
import type { Destination } from '../model/destination';
import type { PushArguments } from './arguments';
import type { Host } from './host';
import { stateFolder } from './state';

/** @param subject see `subjectOf` @param state what `--state` says */
export function runRecorder(
  host: Host,
  subject: string,
  state: string | undefined,
  destination: Destination,
): RunRecorder {
  // Where nothing can be kept, the receipt cannot either, and that is told.
  return new RunRecorder({ subject, destination }, runHistory(host, state), () => undefined);
}

/** @param state what `--state` says */
export function runHistory(host: Host, state: string | undefined): RunHistory {
  return new RunHistory(join(stateFolder(host, state), 'runs'));
}

/** The definition or segment file that the words of a push name. @param host that of the folder in which they were written */
export function subjectOf(host: Host, { operand }: Pick<PushArguments, 'operand'>): string {
  const file = 'definitionFile' in operand ? operand.definitionFile : operand.definition.segment.source[0];
  return resolve(host.path(file ?? ''));
}
