// Makes what a preview shows: the beginning of the export, as a push would write it.
import { stat } from 'node:fs/promises';
import { workspace, type Uri } from 'vscode';
import { exportHead, type Head } from '../export/head';
import { planExport, type Target } from '../export/plan';
import type { Destination } from '../model/destination';
import { resolveFormat } from '../model/format';
import type { Plan } from '../model/plan';
import { fileSource } from '../segment/source';
import { settings } from './contributions';
import type { DestinationStore } from './destinationStore';
import { findDestination } from './findDestination';
import type { Content } from './readOnlyDocuments';
import type { PreviewRequest } from './previewUri';

export interface PreviewContent extends Content, Head {
  readonly plan: Plan;
  /** Undefined when a format alone was chosen. */
  readonly destination: Destination | undefined;
  /** Whether there are fewer rows than the setting asks for, because these would be too many bytes. */
  readonly shortened: boolean;
  /** When the segment file was last changed, in milliseconds. */
  readonly sourceChanged: number;
  /** Why this is still the old content, when the segment file changed and could not be read again. */
  readonly problem?: unknown;
}

/** About what a preview shows at most, in bytes: editors become slow with more. */
const maxBytes = 5_000_000;

/** @throws any failure of planning and of the rows shown, DestinationGone, the signal's AbortError */
export async function loadPreview(
  { source: file, target, moment }: PreviewRequest,
  store: DestinationStore,
  signal?: AbortSignal,
): Promise<PreviewContent> {
  const source = fileSource(file.fsPath);
  const resolved = resolveTarget(target, store);
  const sourceChanged = await lastChange(file);
  const planned = await planExport({ source, target: resolved.target, moment }, signal);
  const setting = workspace.getConfiguration(settings.section).get(settings.previewRows, 1000);
  // Nothing holds a setting that is edited by hand to its schema.
  const rows = Math.max(1, Math.floor(setting));
  const head = await exportHead(planned, rows, { signal, maxBytes });
  return {
    ...head,
    shortened: !head.complete && head.rows < rows,
    plan: planned.plan,
    sourceChanged,
    destination: resolved.destination,
    languageId: planned.plan.format.languageId,
  };
}

/** When a file was last changed, in milliseconds. */
export async function lastChange(file: Uri): Promise<number> {
  return (await stat(file.fsPath)).mtimeMs;
}

function resolveTarget(
  target: PreviewRequest['target'],
  store: DestinationStore,
): { target: Target; destination: Destination | undefined } {
  if ('format' in target) {
    const format = resolveFormat({ type: target.format });
    return { target: { folderPath: '', format }, destination: undefined };
  }
  const destination = findDestination(store, target.destinationId);
  return { target: destination, destination };
}
