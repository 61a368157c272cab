// Checks the open export definitions, as they stand in their editors, and marks what is wrong. Their marks are their own:
// those of scans stand in the segment files.
import { type Disposable, languages, workspace, type TextDocument, type Uri } from 'vscode';
import { isCancelled, asFailure } from '../../model/failure';
import type { Log } from '../log';
import type { Around } from './around';
import { DefinitionCheck } from './definitionCheck';
import { isDefinitionDocument } from './documents';

export class DefinitionProblems implements Disposable {
  private readonly marks = languages.createDiagnosticCollection('s3Destinations.definitions');
  private readonly checks = new Map<string, DefinitionCheck>();
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly around: Around,
    private readonly log: Log,
  ) {
    this.subscriptions = [
      this.marks,
      workspace.onDidOpenTextDocument((document) => this.begin(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.of(document.uri)?.later()),
      workspace.onDidCloseTextDocument(({ uri }) => this.end(uri)),
      around.store.onDidChange(() => this.checks.forEach((check) => check.later())),
    ];
    workspace.textDocuments.forEach((document) => this.begin(document));
  }

  dispose(): void {
    this.checks.forEach((check) => check.dispose());
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private of(uri: Uri): DefinitionCheck | undefined {
    return this.checks.get(uri.toString());
  }

  private begin(document: TextDocument): void {
    if (!isDefinitionDocument(document)) return;
    this.end(document.uri);
    const { around, log } = this;
    const check = new DefinitionCheck(
      document,
      around,
      (found) => this.marks.set(document.uri, found),
      (error) => {
        if (!isCancelled(error)) log.error(asFailure(error).message);
      },
    );
    this.checks.set(document.uri.toString(), check);
    check.later();
  }

  private end(uri: Uri): void {
    this.of(uri)?.dispose();
    this.checks.delete(uri.toString());
    this.marks.delete(uri);
  }
}
