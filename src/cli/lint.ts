// `lint`: reads the whole segment and says what whoever receives the export may stumble over. Nothing is sent.
import * as l10n from '@vscode/l10n';
import { countOf } from '../export/findings/count';
import type { FindingsObserver } from '../export/findings/observer';
import { withFailure } from '../export/findings/ofFailure';
import type { Target } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import type { RuleSettings } from '../export/findings/rules';
import type { Destination } from '../model/destination';
import { asFailure, Failure, isCancelled } from '../model/failure';
import type { Findings } from '../model/finding';
import type { LintArguments } from './arguments';
import { placeLines, sumText } from './findingLines';
import { findingsObserver, rulesIn } from './findingRules';
import type { Host } from './host';
import { openExport, planAt } from './openExport';
import { targetOf } from './target';
import { figures, print, printJson, withProgress, type ProgressLine } from './terminal';

/** There are findings that are errors. */
export class ErrorsFound extends Failure {
  constructor(errors: number) {
    super('errors-found', {
      what: errors === 1 ? l10n.t('There is 1 error.') : l10n.t('There are {0} errors.', errors),
      why: '',
      next: l10n.t('Correct the segment or the export, or give the rule another severity with --rule.'),
    });
  }
}

/** @throws ErrorsFound, and what ends the reading of the segment, both when all is told */
export async function lint(words: LintArguments, host: Host): Promise<void> {
  const settings = { ...(await rulesIn(host, words.config, !words.hasConfig)), ...words.rules };
  const opened = await openExport(host, words.operand);
  const target = await targetOf(host, words, opened.definition);
  const scan = new Scan(host, settings, target, () => planAt(new Date(), opened, target, host.signal));
  const failure = await scan.run();
  const findings = failure ? withFailure(scan.findings(), failure, settings) : scan.findings();
  if (!failure || findings.findings.length > 0)
    await report(host, words, findings, opened.source.files[0]?.path ?? '');
  if (failure) throw failure;
  const errors = countOf(findings, 'error');
  if (errors > 0) throw new ErrorsFound(errors);
}

class Scan {
  private observer: FindingsObserver | undefined;

  constructor(
    private readonly host: Host,
    private readonly settings: RuleSettings,
    private readonly target: Destination | Target,
    private readonly plan: () => Promise<PlannedExport>,
  ) {}

  /** @returns what ended it @throws when it is cancelled */
  async run(): Promise<Failure | undefined> {
    try {
      await withProgress(this.host, (progress) => this.read(progress));
      return undefined;
    } catch (error) {
      if (isCancelled(error)) throw error;
      return asFailure(error);
    }
  }

  findings(): Findings {
    return this.observer?.findings() ?? { findings: [], counts: [] };
  }

  private async read(progress: ProgressLine): Promise<void> {
    const planned = await this.plan();
    this.observer = await findingsObserver(this.host, this.target, planned.plan, this.settings);
    await planned.scan({
      signal: this.host.signal,
      observers: [this.observer],
      onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
    });
  }
}

async function report(host: Host, { json }: LintArguments, findings: Findings, file: string): Promise<void> {
  if (json) return printJson(host, findings);
  const lines = [...placeLines(findings, file), sumText(findings)];
  await print(host, lines.map((line) => `${line}\n`).join(''));
}
