// The check of one open definition: some moments after its text, a file of its segment or a destination changed. A change
// ends the check before it.
import { Uri, type Diagnostic, type Disposable, type TextDocument } from 'vscode';
import { DefinitionText } from '../../export/language/definitionText';
import type { Problem } from '../../export/language/problem';
import { problemsOf } from '../../export/language/problems';
import { asFailure, type Failure } from '../../model/failure';
import { namedDestination } from '../findDestination';
import { FolderWatch } from '../previewWatch';
import type { Around } from './around';
import { DefinitionDiagnostic } from './definitionDiagnostic';
import { whereDestinationsAre } from './whereDestinationsAre';

/** Somebody who writes is not told of what they are about to write. */
const settleMs = 300;

export class DefinitionCheck implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private abort = new AbortController();
  private readonly folders = new FolderWatch(() => this.later());

  constructor(
    private readonly document: TextDocument,
    private readonly around: Around,
    private readonly show: (found: Diagnostic[]) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  later(): void {
    this.stop();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.timer = setTimeout(() => void this.look(signal).catch(this.onFailure), settleMs);
  }

  dispose(): void {
    this.stop();
    this.folders.dispose();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private async look(signal: AbortSignal): Promise<void> {
    const { document } = this;
    const problems = await this.problems(new DefinitionText(document.getText()), signal);
    signal.throwIfAborted();
    this.show(problems.map((problem) => new DefinitionDiagnostic(document, problem, elsewhere(problem))));
  }

  private async problems(definition: DefinitionText, signal: AbortSignal): Promise<Problem[]> {
    const { document, around } = this;
    const segment = await around.segment(document, definition);
    signal.throwIfAborted();
    this.folders.follow([document.uri, ...(segment.source?.files ?? []).map(({ path }) => Uri.file(path))]);
    const destination = definition.string('destination')?.text;
    return problemsOf(definition, {
      segment,
      fields: await around.fields(segment, signal),
      target: around.destination(definition),
      noTarget: failureOf(() => namedDestination(around.store, { definition: { destination } })),
      destinations: around.store.destinations().map(({ id }) => id),
      files: segment.failures.length > 0 ? await around.files(document) : [],
      moment: new Date(),
    });
  }
}

function failureOf(work: () => unknown): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return asFailure(error);
  }
}

function elsewhere({ code }: Problem): ReturnType<typeof whereDestinationsAre> {
  return code === 'unknown-destination' ? whereDestinationsAre() : [];
}
