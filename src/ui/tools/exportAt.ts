// What a tool's input means: a file inside the workspace, and the destination that it goes to.
import { isAbsolute } from 'node:path';
import { l10n, Uri, workspace } from 'vscode';
import type { Destination } from '../../model/destination';
import { Failure } from '../../model/failure';
import type { DestinationStore } from '../destinationStore';
import { findDestination, namedDestination } from '../findDestination';
import { requireInsideWorkspace } from '../insideWorkspace';
import { isSubject, openSubject, sourceFiles, type Subject } from '../subject';
import type { ExportInput } from './inputs';

/** The workspace has no such file that could be exported. */
export class NoSuchExport extends Failure {
  constructor(file: string) {
    super('no-such-export', {
      what: l10n.t('There is no export definition or segment file "{0}" in the workspace.', file),
      why: l10n.t('Paths are relative to a workspace folder, or absolute.'),
      next: l10n.t('Look for *.s3export.json, NDJSON, JSON, CSV and TSV files in the workspace.'),
    });
  }
}

/** Nobody says where the export goes. */
export class NoDestinationNamed extends Failure {
  constructor() {
    super('no-destination-named', {
      what: l10n.t('It is not known where the export goes.'),
      why: l10n.t('No destination was given, and the file names none.'),
      next: l10n.t('Give the id of one that s3destinations_list_destinations tells.'),
    });
  }
}

/** Nothing is sent from a workspace whose authors are not trusted. */
export class NotTrusted extends Failure {
  constructor() {
    super('workspace-not-trusted', {
      what: l10n.t('Nothing is asked of a bucket from this workspace.'),
      why: l10n.t('The workspace is not trusted.'),
      next: l10n.t('A person has to trust it first.'),
    });
  }
}

/**
 * Opens what is to be exported. Links are followed, and neither the file nor what it names may lie outside of the workspace.
 * @throws NoSuchExport, OutsideWorkspace, and what `openSubject` throws
 */
export async function openExport({ file }: ExportInput): Promise<Subject> {
  const uri = await find(file);
  await requireInsideWorkspace(uri);
  const subject = await openSubject(uri);
  for (const source of sourceFiles(subject)) await requireInsideWorkspace(source);
  return subject;
}

/** @throws NoSuchExport */
async function find(file: string): Promise<Uri> {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const places = isAbsolute(file) ? [Uri.file(file)] : folders.map((uri) => Uri.joinPath(uri, file));
  for (const place of places) if (isSubject(place) && (await isThere(place))) return place;
  throw new NoSuchExport(file);
}

async function isThere(uri: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

/** @throws DestinationGone, UnknownDestination */
export function destinationFor(
  { destination }: ExportInput,
  subject: Subject,
  store: DestinationStore,
): Destination | undefined {
  return destination === undefined ? namedDestination(store, subject) : findDestination(store, destination);
}

/** @throws NotTrusted, NoDestinationNamed, DestinationGone, UnknownDestination */
export function requireDestination(
  input: ExportInput,
  subject: Subject,
  store: DestinationStore,
): Destination {
  if (!workspace.isTrusted) throw new NotTrusted();
  const destination = destinationFor(input, subject, store);
  if (!destination) throw new NoDestinationNamed();
  return destination;
}
