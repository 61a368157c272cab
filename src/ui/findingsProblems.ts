// Findings in the Problems panel, on the segment's files. They stay until their export is looked at again, a file of it is
// saved or whoever shows them clears them, and follow the setting of the rules.
import { languages, workspace, type Disposable, type Uri } from 'vscode';
import { placeFindings, type PlacedFinding } from '../export/findings/places';
import { severityOf, type RuleSettings } from '../export/findings/rules';
import type { Destination } from '../model/destination';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import { settings } from './contributions';
import { uriOf } from './filePath';
import { FindingDiagnostic, type FindingContext } from './findingDiagnostic';
import { ruleSettings } from './findingSettings';
import { isDefinition, type Subject } from './subject';

/** Who looked at a subject: each shows and clears what it found itself. */
export type FindingsOwner = 'preview' | 'push';

/** What one owner shows of one subject. */
interface Shown {
  readonly subject: Uri;
  readonly owner: FindingsOwner;
  readonly placed: readonly PlacedFinding[];
  readonly counts: Findings['counts'];
  readonly context: FindingContext;
}

export interface ShowOptions {
  /** Default: the preview. */
  readonly owner?: FindingsOwner;
  /** Whose format the findings are about. */
  readonly destination?: Destination | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class FindingsProblems implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('S3 Destinations');
  /** By the owner and the subject's file: an export definition, or a segment file. */
  private readonly shown = new Map<string, Shown>();
  /** What was asked for last, by the same: whoever takes longer is not shown. */
  private readonly latest = new Map<string, symbol>();
  private readonly subscriptions: Disposable[] = [
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.findingRules}`)) this.refresh();
    }),
    workspace.onDidSaveTextDocument(({ uri }) => this.clearAbout(uri)),
  ];

  /**
   * Shows what was found in a subject, in place of what its owner showed of it before. Its files are read once more for the
   * places, up to the last finding.
   * @throws the signal's AbortError
   */
  async show(
    subject: Subject,
    { findings, counts }: Findings,
    { columns }: Pick<Plan, 'columns'>,
    { owner = 'preview', destination, signal }: ShowOptions = {},
  ): Promise<void> {
    const name = nameOf(subject.file, owner);
    const own = Symbol(name);
    this.latest.set(name, own);
    const placed = await placeFindings(subject.source, columns, findings, signal);
    if (this.latest.get(name) !== own) return;
    const definition = isDefinition(subject.file) ? subject.file : undefined;
    const context = { definition, destination };
    this.shown.set(name, { subject: subject.file, owner, placed, counts, context });
    this.refresh();
  }

  /** Shows nothing more of what an owner found in a subject. */
  clear(file: Uri, owner: FindingsOwner = 'preview'): void {
    const name = nameOf(file, owner);
    this.latest.delete(name);
    if (this.shown.delete(name)) this.refresh();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.collection.dispose();
  }

  /** Of a file that is another now. */
  private clearAbout(file: Uri): void {
    for (const { subject, owner, placed, context } of [...this.shown.values()]) {
      const files = new Set(placed.map((each) => each.file));
      const looked = [context.definition, ...Array.from(files, uriOf)];
      if (looked.some((each) => each?.toString() === file.toString())) this.clear(subject, owner);
    }
  }

  private refresh(): void {
    const byFile = new Map<string, FileDiagnostics>();
    for (const shown of this.shown.values()) addDiagnostics(byFile, shown);
    this.collection.clear();
    this.collection.set([...byFile].map(([file, { diagnostics }]) => [uriOf(file), diagnostics]));
  }
}

function nameOf(file: Uri, owner: FindingsOwner): string {
  return `${owner} ${file.toString()}`;
}

/** What is marked in one file. */
interface FileDiagnostics {
  readonly rules: RuleSettings;
  readonly diagnostics: FindingDiagnostic[];
  /** A segment file may be looked at by several, by itself and by its definition: what they all find is marked once. */
  readonly marked: Set<string>;
}

/** @param byFile by the files' paths */
function addDiagnostics(byFile: Map<string, FileDiagnostics>, { placed, counts, context }: Shown): void {
  const lastOf = new Map(placed.map(({ finding }, index) => [finding.rule, index]));
  for (const [index, each] of placed.entries()) {
    const { rules, diagnostics, marked } = diagnosticsOf(byFile, each.file);
    const { rule } = each.finding;
    const severity = rule in rules ? severityOf(rule, rules) : each.finding.severity;
    if (severity === 'off') continue;
    const more = lastOf.get(rule) === index ? moreOf(rule, placed, counts) : 0;
    const diagnostic = new FindingDiagnostic(each, context, severity, more);
    const mark = JSON.stringify([diagnostic.range, diagnostic.message]);
    if (!marked.has(mark)) diagnostics.push(diagnostic);
    marked.add(mark);
  }
}

function diagnosticsOf(byFile: Map<string, FileDiagnostics>, file: string): FileDiagnostics {
  const known = byFile.get(file) ?? {
    rules: ruleSettings(uriOf(file)),
    diagnostics: [],
    marked: new Set<string>(),
  };
  byFile.set(file, known);
  return known;
}

/** Places that are counted and not shown. */
function moreOf(rule: string, placed: readonly PlacedFinding[], counts: Findings['counts']): number {
  const all = counts.reduce((sum, each) => sum + (each.rule === rule ? each.count : 0), 0);
  return Math.max(0, all - placed.filter(({ finding }) => finding.rule === rule).length);
}
