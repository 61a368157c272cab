// Where the command line keeps what became of its pushes: the same list as the extension's.
import { join, resolve } from 'node:path';
import { RunHistory } from '../delivery/runHistory';
import { RunRecorder } from '../delivery/runRecorder';
import type { Destination } from '../model/destination';
import type { PushArguments } from './arguments';
import type { Host } from './host';
import { stateFolder } from './state';

export function runRecorder(
  host: Host,
  { operand }: Pick<PushArguments, 'operand'>,
  state: string | undefined,
  destination: Destination,
): RunRecorder {
  const file = 'definitionFile' in operand ? operand.definitionFile : operand.definition.segment.source[0];
  const history = new RunHistory(join(stateFolder(host, state), 'runs'));
  // Where nothing can be kept, the receipt cannot either, and that is told.
  return new RunRecorder({ subject: resolve(host.path(file ?? '')), destination }, history, () => undefined);
}
