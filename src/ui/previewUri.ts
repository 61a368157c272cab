// The address of a preview: everything that its bytes are made from, so that an editor that VS Code restores, or any
// reader of the file system, gets the same bytes again. It holds no secrets.
import { Uri } from 'vscode';
import { readFormatType, type FormatType } from '../model/format';
import { schemes } from './contributions';

/** What a preview shows. */
export interface PreviewRequest {
  /** The segment file. */
  readonly source: Uri;
  /** The destination whose format and key are used, by its id, or a format alone. */
  readonly target: { readonly destinationId: string } | { readonly format: FormatType };
  /** What the object's name is made of. */
  readonly moment: Date;
}

/** @param title file name that the editor's tab shows */
export function previewUri({ source, target, moment }: PreviewRequest, title: string): Uri {
  const query = new URLSearchParams({ source: source.fsPath, ...target });
  // Without a destination the moment is not seen, and the same preview keeps its editor.
  if ('destinationId' in target) query.set('moment', moment.toISOString());
  return Uri.from({ scheme: schemes.preview, path: `/${title}`, query: query.toString() });
}

/** Reads an address of `previewUri`, or returns nothing when it is none. */
export function parsePreviewUri(uri: Uri): PreviewRequest | undefined {
  if (uri.scheme !== schemes.preview) return undefined;
  const query = new URLSearchParams(uri.query);
  const source = query.get('source');
  if (source === null) return undefined;
  const destinationId = query.get('destinationId');
  const format = readFormatType(query.get('format')) ?? 'csv';
  return {
    source: Uri.file(source),
    target: destinationId === null ? { format } : { destinationId },
    moment: new Date(query.get('moment') ?? 0),
  };
}
