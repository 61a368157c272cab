// The address of a preview: everything that its bytes are made from, so that an editor that VS Code restores, or any
// reader of the file system, gets the same bytes again. It holds no secrets.
import { posix } from 'node:path';
import { Uri } from 'vscode';
import { parseEdits, type ColumnEdit } from '../model/columnEdit';
import type { Destination } from '../model/destination';
import { readFormatType, type FormatType } from '../model/format';
import type { Plan } from '../model/plan';
import { schemes } from './contributions';
import { pathOf, uriOf } from './filePath';

/** What a preview shows. */
export interface PreviewRequest {
  /** The segment file or the export definition. */
  readonly file: Uri;
  readonly target: PreviewTarget;
  /** What the object's name is made of. */
  readonly moment: Date;
  /** A mapping that is in no file yet. */
  readonly edits?: readonly ColumnEdit[] | undefined;
}

/** The destination whose format and key are used: by its id, or that which the definition names; or a format alone. */
export type PreviewTarget =
  { readonly destinationId: string } | { readonly destination: 'named' } | { readonly format: FormatType };

/** What a preview's document is called: as the object would be, where it would go anywhere. */
export function previewName({ key, segment, format }: Plan, destination: Destination | undefined): string {
  return destination ? posix.basename(key) : `${segment.name}.${format.type}`;
}

/** @param title file name that the editor's tab shows */
export function previewUri({ file, target, moment, edits }: PreviewRequest, title: string): Uri {
  const query = new URLSearchParams({ file: pathOf(file), ...target });
  // Without a destination the moment is not seen, and the same preview keeps its editor.
  if (!('format' in target)) query.set('moment', moment.toISOString());
  if (edits) query.set('edits', JSON.stringify(edits));
  return Uri.from({ scheme: schemes.preview, path: `/${title}`, query: query.toString() });
}

/** Reads an address of `previewUri`, or returns nothing when it is none. */
export function parsePreviewUri(uri: Uri): PreviewRequest | undefined {
  if (uri.scheme !== schemes.preview) return undefined;
  const query = new URLSearchParams(uri.query);
  const file = query.get('file');
  if (file === null) return undefined;
  const moment = new Date(query.get('moment') ?? 0);
  const edits = parseEdits(query.get('edits') ?? '');
  return { file: uriOf(file), target: targetOf(query), moment, edits };
}

function targetOf(query: URLSearchParams): PreviewTarget {
  const destinationId = query.get('destinationId');
  if (destinationId !== null) return { destinationId };
  if (query.get('destination') === 'named') return { destination: 'named' };
  return { format: readFormatType(query.get('format')) ?? 'csv' };
}
