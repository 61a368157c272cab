// A problem of an export definition as VS Code marks it.
import { Diagnostic, DiagnosticRelatedInformation, Location, type TextDocument } from 'vscode';
import type { Problem } from '../../export/language/problem';
import { severities } from '../findingDiagnostic';
import { rangeOf } from './documents';

export class DefinitionDiagnostic extends Diagnostic {
  /** Of the text that it was found in. */
  readonly version: number;

  /** @param elsewhere what has to do with it in other files */
  constructor(
    document: TextDocument,
    readonly problem: Problem,
    elsewhere: readonly DiagnosticRelatedInformation[] = [],
  ) {
    super(rangeOf(document, problem.span), problem.message, severities[problem.severity]);
    this.version = document.version;
    this.source = 'S3 Destinations';
    this.code = problem.code;
    const here = (problem.related ?? []).map(
      ({ span, message }) =>
        new DiagnosticRelatedInformation(new Location(document.uri, rangeOf(document, span)), message),
    );
    this.relatedInformation = [...here, ...elsewhere];
  }
}
