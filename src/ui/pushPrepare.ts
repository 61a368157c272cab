// Everything that a person should know before a push: the plan, the figures of the whole export, whether its key is free.
import type { Uri } from 'vscode';
import type { Connection } from '../delivery/connection';
import { lookUp, type KeyState } from '../delivery/objects';
import { planExport } from '../export/plan';
import { scan } from '../export/run';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import type { Totals } from '../model/receipt';
import { fileSource, type Source } from '../segment/source';
import { rowsText, sizeText } from './localFigures';
import type { Reporter } from './progress';

export interface PreparedPush {
  readonly file: Uri;
  readonly source: Source;
  readonly destination: Destination;
  readonly plan: Plan;
  readonly totals: Totals;
  readonly keyState: KeyState;
}

/** Reads the segment file to its end. The store is asked first: what stands in the way there is known in a second. */
export async function preparePush(
  connection: Connection,
  file: Uri,
  signal: AbortSignal,
  reporter: Reporter,
): Promise<PreparedPush> {
  const { destination } = connection;
  const source = fileSource(file.fsPath);
  const plan = await planExport(source, destination, new Date(), signal);
  const keyState = await lookUp(connection, plan.key, signal);
  const totals = await scan(plan, source, {
    signal,
    onProgress: ({ rows, bytes }) => reporter.report(`${rowsText(rows)} · ${sizeText(bytes)}`),
  });
  return { file, source, destination, plan, totals, keyState };
}
