// Preview Export: a read-only editor with the bytes that a push would write first. The pieces: the address of a preview
// (previewUri), its bytes (previewContent), the file system that hands them on (readOnlyDocuments), what is said above
// them (previewSummary) and the questions before (pickSegment). An open preview follows its segment file.
import { posix } from 'node:path';
import { commands as vscodeCommands, Disposable, l10n, window, workspace, type Uri } from 'vscode';
import { commands, schemes } from './contributions';
import { lastChange, loadPreview, type PreviewContent } from './previewContent';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { showSegmentFailure } from './segmentFailure';
import { registerLenses } from './lenses';
import { destinationIn, originOf } from './commandOrigin';
import { pickPreviewTarget, pickSegmentFile } from './pickSegment';
import { withCancellableProgress } from './progress';
import { summarise } from './previewSummary';
import { parsePreviewUri, previewUri, type PreviewRequest } from './previewUri';
import { watchFile } from './previewWatch';
import type { Services } from './services';

type PreviewDocuments = ReadOnlyDocuments<PreviewContent>;

/** Registers the command and the file system of its editors. */
export function registerPreview(services: Services): Disposable {
  const documents: PreviewDocuments = new ReadOnlyDocuments({
    scheme: schemes.preview,
    readOnlyReason: l10n.t('This is a preview. Change the segment file, and the preview follows.'),
    load: (uri) => loadPreview(requestOf(uri), services.store),
    watch: (uri) => follow(uri, documents, services),
  });
  return Disposable.from(
    documents,
    registerLenses(schemes.preview, documents, (uri, content) =>
      summarise(uri, requestOf(uri).source, content),
    ),
    vscodeCommands.registerCommand(commands.previewExport, (argument: unknown) =>
      previewExport(argument, documents, services),
    ),
  );
}

async function previewExport(
  argument: unknown,
  documents: PreviewDocuments,
  services: Services,
): Promise<void> {
  const request = await ask(argument, services);
  if (!request) return;
  try {
    const title = l10n.t('Reading {0}', posix.basename(request.source.path));
    const content = await withCancellableProgress(title, (signal) =>
      loadPreview(request, services.store, signal),
    );
    await show(request, content, documents);
  } catch (error) {
    await showSegmentFailure(error, request.source, services.log);
  }
}

/** What to preview: asks for whatever the argument and the editor at hand leave open. */
async function ask(argument: unknown, { store }: Services): Promise<PreviewRequest | undefined> {
  const source = originOf(argument, store).source ?? (await pickSegmentFile(l10n.t('Preview Export')));
  if (!source) return undefined;
  const destination = destinationIn(argument);
  const target = destination ? { destinationId: destination.id } : await pickPreviewTarget(store);
  return target && { source, target, moment: new Date() };
}

async function show(
  request: PreviewRequest,
  content: PreviewContent,
  documents: PreviewDocuments,
): Promise<void> {
  const { plan, destination } = content;
  const title = destination ? posix.basename(plan.key) : `${plan.segment.name}.${plan.format.type}`;
  const uri = previewUri(request, title);
  documents.put(uri, content);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}

/** Keeps a visible preview up to date, and catches up with what changed while it was not visible. */
function follow(uri: Uri, documents: PreviewDocuments, { store }: Services): Disposable {
  const request = requestOf(uri);
  const refresh = async (): Promise<void> => {
    const shown = await documents.content(uri);
    const content = await loadPreview(request, store).catch((problem: unknown) => ({ ...shown, problem }));
    documents.put(uri, content);
  };
  const catchUp = async (): Promise<void> => {
    const changed = await lastChange(request.source).catch(() => undefined);
    if (changed !== (await documents.content(uri)).sourceChanged) await refresh();
  };
  // One after the other, so that the last reading is the one that is seen. A step fails only where there was nothing to
  // show yet, and VS Code says why.
  let work = Promise.resolve();
  const next = (step: () => Promise<void>): void => {
    work = work.then(step).catch(() => undefined);
  };
  next(catchUp);
  return watchFile(request.source, () => next(refresh));
}

/** @throws URIError for an address that no preview has */
function requestOf(uri: Uri): PreviewRequest {
  const request = parsePreviewUri(uri);
  if (!request) throw new URIError('This is not the address of a preview.');
  return request;
}
