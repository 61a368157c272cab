// Findings in the Problems panel, on the segment's files. They stay until their export is looked at again, a file of it is
// saved or whoever shows them clears them, and follow the setting of the rules.
import { languages, Uri, workspace, type Disposable } from 'vscode';
import { placeFindings, type PlacedFinding } from '../export/findings/places';
import { severityOf } from '../export/findings/rules';
import type { Destination } from '../model/destination';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import { settings } from './contributions';
import { FindingDiagnostic, type FindingContext } from './findingDiagnostic';
import { ruleSettings } from './findingSettings';
import { isDefinition, type Subject } from './subject';

/** What is shown of one subject. */
interface Shown {
  readonly placed: readonly PlacedFinding[];
  readonly counts: Findings['counts'];
  readonly context: FindingContext;
}

export interface ShowOptions {
  /** Whose format the findings are about. */
  readonly destination?: Destination | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class FindingsProblems implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('S3 Destinations');
  /** By the subject's file: an export definition, or a segment file. */
  private readonly shown = new Map<string, Shown>();
  /** What was asked for last, by subject: whoever takes longer is not shown. */
  private readonly latest = new Map<string, symbol>();
  private readonly subscriptions: Disposable[] = [
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.findingRules}`)) this.refresh();
    }),
    workspace.onDidSaveTextDocument(({ uri }) => this.clearAbout(uri)),
  ];

  /**
   * Shows what was found in a subject, in place of what was shown of it before. Its files are read once more for the
   * places, up to the last finding.
   * @throws the signal's AbortError
   */
  async show(
    subject: Subject,
    { findings, counts }: Findings,
    { columns }: Pick<Plan, 'columns'>,
    { destination, signal }: ShowOptions = {},
  ): Promise<void> {
    const name = subject.file.toString();
    const own = Symbol(name);
    this.latest.set(name, own);
    const placed = await placeFindings(subject.source, columns, findings, signal);
    if (this.latest.get(name) !== own) return;
    const definition = isDefinition(subject.file) ? subject.file : undefined;
    this.shown.set(name, { placed, counts, context: { definition, destination } });
    this.refresh();
  }

  /** Shows nothing more of a subject. */
  clear(file: Uri): void {
    this.latest.delete(file.toString());
    if (this.shown.delete(file.toString())) this.refresh();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.collection.dispose();
  }

  /** Of a file that is another now. */
  private clearAbout({ fsPath }: Uri): void {
    for (const [name, { placed, context }] of this.shown) {
      const files = [context.definition?.fsPath, ...placed.map(({ file }) => Uri.file(file).fsPath)];
      if (files.includes(fsPath)) this.clear(Uri.parse(name));
    }
  }

  private refresh(): void {
    const byFile = new Map<string, FindingDiagnostic[]>();
    for (const [file, diagnostic] of [...this.shown.values()].flatMap(diagnosticsOf)) {
      const known = byFile.get(file) ?? [];
      // A segment file may be looked at by itself and by its definition.
      if (!known.some((other) => isSame(other, diagnostic))) byFile.set(file, [...known, diagnostic]);
    }
    this.collection.clear();
    this.collection.set([...byFile].map(([file, diagnostics]) => [Uri.file(file), diagnostics]));
  }
}

/** With the paths of their files. */
function diagnosticsOf({ placed, counts, context }: Shown): (readonly [string, FindingDiagnostic])[] {
  const lastOf = new Map(placed.map(({ finding }, index) => [finding.rule, index]));
  return placed.flatMap((each, index) => {
    const { rule } = each.finding;
    const set = ruleSettings(Uri.file(each.file));
    const severity = rule in set ? severityOf(rule, set) : each.finding.severity;
    if (severity === 'off') return [];
    const more = lastOf.get(rule) === index ? moreOf(rule, placed, counts) : 0;
    return [[each.file, new FindingDiagnostic(each, context, severity, more)] as const];
  });
}

/** Places that are counted and not shown. */
function moreOf(rule: string, placed: readonly PlacedFinding[], counts: Findings['counts']): number {
  const all = counts.reduce((sum, each) => sum + (each.rule === rule ? each.count : 0), 0);
  return Math.max(0, all - placed.filter(({ finding }) => finding.rule === rule).length);
}

function isSame(a: FindingDiagnostic, b: FindingDiagnostic): boolean {
  return a.range.isEqual(b.range) && a.message === b.message;
}
