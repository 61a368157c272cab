// Makes what a preview shows: the beginning of the export, as a push would write it.
import { workspace, type Uri } from 'vscode';
import { exportHead, type Head } from '../export/head';
import { planExport, type Target } from '../export/plan';
import type { Destination } from '../model/destination';
import { resolveFormat } from '../model/format';
import type { Plan } from '../model/plan';
import { settings } from './contributions';
import type { DestinationStore } from './destinationStore';
import { findDestination, namedDestination } from './findDestination';
import { recordsText } from './localFigures';
import type { PreviewRequest, PreviewTarget } from './previewUri';
import type { Reporter } from './progress';
import type { Content } from './readOnlyDocuments';
import { openSubject, requestOf, sourceFiles, stateOf, type Subject } from './subject';

export interface PreviewContent extends Content, Head {
  readonly plan: Plan;
  /** Undefined when a format alone was chosen. */
  readonly destination: Destination | undefined;
  /** Whether there are fewer rows than the setting asks for, because these would be too many bytes. */
  readonly shortened: boolean;
  /** The segment's files. */
  readonly sources: readonly Uri[];
  /** Of the files that it was made from: see `stateOf`. */
  readonly state: string;
  /** Why this is still the old content, when the files changed and could not be read again. */
  readonly problem?: unknown;
}

/** About what a preview shows at most, in bytes: editors become slow with more. */
const maxBytes = 5_000_000;

export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly reporter?: Reporter | undefined;
}

/** @throws any failure of `openSubject`, of planning and of the rows shown, DestinationGone, UnknownDestination, the signal's AbortError */
export async function loadPreview(
  { file, target, moment }: PreviewRequest,
  store: DestinationStore,
  { signal, reporter }: LoadOptions = {},
): Promise<PreviewContent> {
  const subject = await openSubject(file);
  const resolved = resolveTarget(target, subject, store);
  const state = await stateOf(subject);
  const planned = await planExport({ ...requestOf(subject), target: resolved.target, moment }, signal);
  const rows = rowsAsked();
  const onRecords = (records: number) => reporter?.report(recordsText(records));
  const head = await exportHead(planned, rows, { signal, maxBytes, onRecords });
  return {
    ...head,
    shortened: !head.complete && head.rows < rows,
    plan: planned.plan,
    sources: sourceFiles(subject),
    state,
    destination: resolved.destination,
    languageId: planned.plan.format.languageId,
  };
}

function rowsAsked(): number {
  const setting = workspace.getConfiguration(settings.section).get(settings.previewRows, 1000);
  // Nothing holds a setting that is edited by hand to its schema.
  return Math.max(1, Math.floor(setting));
}

function resolveTarget(
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
  const format = resolveFormat({ type: 'format' in target ? target.format : 'csv' });
  return { target: { folderPath: '', format }, destination: undefined };
}
