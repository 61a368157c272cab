// Which documents are export definitions, and how places of their text are those of VS Code.
import { Range, type CancellationToken, type DocumentFilter, type TextDocument } from 'vscode';
import type { Span } from '../../export/language/definitionText';
import { isCancelled } from '../../model/failure';
import { isDefinition } from '../subject';

export const definitions: DocumentFilter = { scheme: 'file', pattern: '**/*.s3export.json' };

export function isDefinitionDocument({ uri }: TextDocument): boolean {
  return uri.scheme === 'file' && isDefinition(uri);
}

export function rangeOf(document: TextDocument, { offset, length }: Span): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** Answers VS Code, which may lose interest meanwhile: then there is no answer. */
export async function whileWanted<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T | undefined>,
): Promise<T | undefined> {
  const abort = new AbortController();
  const listener = token.onCancellationRequested(() => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  } finally {
    listener.dispose();
  }
}
