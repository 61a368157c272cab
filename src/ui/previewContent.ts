// Makes what a preview shows: the beginning of the export, as a push would write it.
import { workspace, type Uri } from 'vscode';
import { exportHead, type Head } from '../export/head';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import { settings } from './contributions';
import type { DestinationStore } from './destinationStore';
import { loadExport } from './preview/loadExport';
import { recordsText } from './localFigures';
import type { PreviewRequest } from './previewUri';
import type { Reporter } from './progress';
import type { Content } from './readOnlyDocuments';
import { sourceFiles } from './subject';

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

/** @throws what `loadExport` does, any failure of the rows shown, the signal's AbortError */
export async function loadPreview(
  request: PreviewRequest,
  store: DestinationStore,
  { signal, reporter }: LoadOptions = {},
): Promise<PreviewContent> {
  const { subject, planned, destination, state } = await loadExport(request, store, signal);
  const rows = rowsAsked();
  const onRecords = (records: number) => reporter?.report(recordsText(records));
  const head = await exportHead(planned, rows, { signal, maxBytes, onRecords });
  return {
    ...head,
    shortened: !head.complete && head.rows < rows,
    plan: planned.plan,
    sources: sourceFiles(subject),
    state,
    destination,
    languageId: planned.plan.format.languageId,
  };
}

function rowsAsked(): number {
  const setting = workspace.getConfiguration(settings.section).get(settings.previewRows, 1000);
  // Nothing holds a setting that is edited by hand to its schema.
  return Math.max(1, Math.floor(setting));
}
