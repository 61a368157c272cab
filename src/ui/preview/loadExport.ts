// Plans what a preview shows: the export of a file to a target, with a mapping that may be edited.
import { emptyBesideObjects } from '../../export/emptyColumns';
import { columnsAtHand, editColumns, withMapping, type ColumnAtHand } from '../../export/mapping';
import { formatTarget, planExport, resolveKey, type ExportRequest, type Target } from '../../export/plan';
import type { PlannedExport } from '../../export/planned';
import { defaultOptions, type ExportOptions } from '../../model/definition';
import type { Destination } from '../../model/destination';
import type { DestinationStore } from '../destinationStore';
import { findDestination, namedDestination } from '../findDestination';
import type { PreviewRequest, PreviewTarget } from '../previewUri';
import { openSubject, requestOf, stateOf, type Subject } from '../subject';

export interface LoadedExport {
  readonly subject: Subject;
  /** Of the files that it was made from: see `stateOf`. */
  readonly state: string;
  /** Undefined when a format alone was chosen. */
  readonly destination: Destination | undefined;
  readonly planned: PlannedExport;
  /** The columns as the file has them, and as a person wants them. */
  readonly own: readonly ColumnAtHand[];
  readonly columns: readonly ColumnAtHand[];
  /** With the edited mapping; undefined where nobody has edited it. */
  readonly options: ExportOptions | undefined;
  /** Where the export would go at another moment. */
  readonly keyAt: (moment: Date) => string;
}

/** @throws any failure of `openSubject` and of planning, NothingMapped, DestinationGone, UnknownDestination, the signal's AbortError */
export async function loadExport(
  { file, target, moment, edits }: PreviewRequest,
  store: DestinationStore,
  signal?: AbortSignal,
): Promise<LoadedExport> {
  const subject = await openSubject(file);
  const resolved = resolveTarget(target, subject, store);
  const state = await stateOf(subject);
  const request: ExportRequest = { ...requestOf(subject), target: resolved.target, moment };
  const unedited = await planExport(request, signal);
  const { plan, source } = unedited;
  const empty = edits && plan.inferred ? await emptyBesideObjects(plan.columns, source, signal) : undefined;
  const own = columnsAtHand(plan, empty);
  const columns = edits ? editColumns(own, edits) : own;
  const options = edits && withMapping(request.options ?? defaultOptions, plan, columns);
  const planned = options ? await planExport({ ...request, options }, signal) : unedited;
  return {
    ...{ subject, state, destination: resolved.destination, planned, own, columns, options },
    keyAt: (at) => resolveKey({ ...request, moment: at }).key,
  };
}

/** What an export is planned for, as destinations are now. @throws DestinationGone, UnknownDestination */
export function resolveTarget(
  target: PreviewTarget,
  subject: Subject,
  store: DestinationStore,
): { target: Target; destination: Destination | undefined } {
  const destination =
    'destinationId' in target
      ? findDestination(store, target.destinationId)
      : 'destination' in target
        ? namedDestination(store, subject)
        : undefined;
  if (destination) return { target: destination, destination };
  return { target: formatTarget('format' in target ? target.format : 'csv'), destination: undefined };
}
