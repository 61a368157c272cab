// Everything that a person should know before a push: the plan, the figures of the whole export, whether its key is free.
import type { Uri } from 'vscode';
import type { Connection } from '../delivery/connection';
import { lookUp, type KeyState } from '../delivery/objects';
import { planExport } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { Totals } from '../model/receipt';
import { fileSource } from '../segment/source';
import { rowsText, sizeText } from './localFigures';
import type { Reporter } from './progress';

export interface PreparedPush {
  readonly file: Uri;
  readonly destination: Destination;
  readonly planned: PlannedExport;
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
  const planned = await planExport({ source, target: destination, moment: new Date() }, signal);
  const keyState = await lookUp(connection, planned.plan.key, signal);
  const totals = await planned.scan({
    signal,
    onProgress: ({ rows, bytes }) => reporter.report(`${rowsText(rows)} · ${sizeText(bytes)}`),
  });
  return { file, destination, planned, totals, keyState };
}
