// A finding as VS Code marks it in the segment file.
import { Diagnostic, DiagnosticSeverity, l10n, Range, Uri, env } from 'vscode';
import type { PlacedFinding } from '../export/findings/places';
import type { Destination } from '../model/destination';
import type { Finding, Severity } from '../model/finding';
import { countText } from './localFigures';

/** What a finding was found in: what its quick fixes change. */
export interface FindingContext {
  /** The export definition, where there is one. */
  readonly definition: Uri | undefined;
  readonly destination: Destination | undefined;
}

export class FindingDiagnostic extends Diagnostic {
  /** @param more so many places like it are not marked */
  constructor(
    readonly placed: PlacedFinding,
    readonly context: FindingContext,
    severity: Severity,
    more: number,
  ) {
    super(rangeOf(placed), messageOf(placed.finding, more), severities[severity]);
    this.source = 'S3 Destinations';
    this.code = { value: placed.finding.rule, target: documentation() };
  }
}

export const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The whole line where no more is known. */
function rangeOf({ finding: { line, column }, extent }: PlacedFinding): Range {
  if (extent) {
    const { start, end } = extent;
    return new Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  }
  const from = (column ?? 1) - 1;
  return new Range(line - 1, from, line - 1, column === undefined ? Number.MAX_SAFE_INTEGER : from);
}

function messageOf({ header, message }: Finding, more: number): string {
  const text = header === undefined ? message : l10n.t('{0}: {1}', header, message);
  if (more === 0) return text;
  return more === 1
    ? l10n.t('{0} There is 1 more like it.', text)
    : l10n.t('{0} There are {1} more like it.', text, countText(more));
}

/** The README, as VS Code shows it. */
function documentation(): Uri {
  return Uri.parse(`${env.uriScheme}:extension/s3-destinations.s3-destinations`);
}
