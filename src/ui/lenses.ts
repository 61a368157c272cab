// What is said about a read-only document stands above its first line, never in its text.
import { CodeLens, languages, Range, type Command, type Disposable, type Uri } from 'vscode';
import type { Content, ReadOnlyDocuments } from './readOnlyDocuments';

/** A lens that is text alone. */
export function textLens(title: string): Command {
  return { title, command: '' };
}

/** @param describe the lenses of a document, in order */
export function registerLenses<T extends Content>(
  scheme: string,
  documents: ReadOnlyDocuments<T>,
  describe: (uri: Uri, content: T) => Command[],
): Disposable {
  const top = new Range(0, 0, 0, 0);
  return languages.registerCodeLensProvider(
    { scheme },
    {
      onDidChangeCodeLenses: documents.onDidChangeContent,
      provideCodeLenses: async ({ uri }) =>
        describe(uri, await documents.content(uri)).map((command) => new CodeLens(top, command)),
    },
  );
}
