// What the page is told of an open preview.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { shownText, asFailure } from '../../model/failure';
import { settingsOf } from '../../model/valueSettings';
import { oneLine } from '../../export/oneLine';
import type { ColumnState, Fact, PreviewState } from '../../webview/protocol';
import type { DestinationStore } from '../destinationStore';
import type { EditHistory } from './history';
import type { LoadedExport } from './loadExport';
import { countFacts, findingsFact, keyFact, keyStateFact, partsOf, workText } from './facts';
import type { ShownExport } from './shown';
import { choiceOf, targetChoices } from './targets';
import type { PreviewWork } from './work';
import { whereabouts, type Whereabouts } from '../segmentFailure';
import { isDefinition, sourceFiles } from '../subject';
import type { PreviewTarget } from '../previewUri';
import type { Uri } from 'vscode';

/** All that is known of a preview. */
export interface Known {
  readonly file: Uri;
  readonly generation: number;
  readonly target: PreviewTarget;
  /** Undefined where the export could never be planned. */
  readonly shown: ShownExport | undefined;
  readonly history: EditHistory;
  /** Whether that is of an earlier state, which cannot be planned any more. */
  readonly isOutdated: boolean;
  /** Why the export could not be planned, or read again. */
  readonly problem: unknown;
}

export function pageState(known: Known, store: DestinationStore): PreviewState {
  const { file, generation, target, shown, history } = known;
  const { loaded, work } = shown ?? {};
  return {
    generation,
    fileName: posix.basename(file.path),
    targets: targetChoices(store, loaded?.subject),
    target: choiceOf(target, loaded?.subject),
    hasDestination: loaded?.destination !== undefined,
    columns: columnStates(known),
    ...formatState(loaded),
    rows: shown?.rows ?? 0,
    dropped: work?.droppedKnown() ?? 0,
    complete: work?.phase === 'done',
    facts: facts(known),
    work: workState(work),
    paused: work?.phase === 'paused',
    edited: history.current !== undefined,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    ...problemState(known),
    outdated: known.isOutdated,
    comparison: shown?.comparison?.state,
  };
}

/** The key at a moment. */
export function keyAt({ shown }: Known, moment: Date): Fact {
  if (!shown) return { text: '' };
  const { planned, destination, keyAt: at } = shown.loaded;
  return keyFact(at(moment), planned.plan, destination, partsOf(planned.plan, shown.rows));
}

const nothing: Fact = { text: '' };
const noFacts = {
  ...{ rows: nothing, dropped: nothing, bytes: nothing },
  ...{ sha256: nothing, keyState: nothing, findings: nothing },
};

function facts(known: Known): PreviewState['facts'] {
  const { loaded, work, rows = 0, keyCheck } = known.shown ?? {};
  const key = keyAt(known, new Date());
  // What is shown is no export any more: nothing of it is to look like one.
  if (known.isOutdated) return { ...noFacts, key };
  return {
    key,
    ...countFacts(work, rows),
    keyState: keyStateFact(loaded?.destination, keyCheck),
    findings: findingsFact(work),
  };
}

function columnStates({ shown }: Known): ColumnState[] {
  const { loaded, work } = shown ?? {};
  return (loaded?.columns ?? []).map(({ column, ...edit }) => {
    const settings = settingsOf(column.value);
    return {
      ...edit,
      origin: typeof settings === 'string' ? settings : oneLine(settings),
      warnings: warningsOf(edit.header, work),
    };
  });
}

/** What was found in a column, each rule once. */
function warningsOf(header: string, work: PreviewWork | undefined): string[] {
  const own = work?.findings.findings.filter((finding) => finding.header === header) ?? [];
  return [...new Set(own.filter(({ severity }) => severity !== 'information').map(({ message }) => message))];
}

function formatState(
  loaded: LoadedExport | undefined,
): Pick<PreviewState, 'header' | 'delimiter' | 'quote' | 'escape'> {
  const format = loaded?.planned.plan.format;
  if (!format || format.type === 'json')
    return { header: format?.header ?? true, delimiter: '', quote: '', escape: '' };
  const { header, delimiter, quote, escape, quoteMode } = format;
  const quoting = quote !== '' && quoteMode !== 'none';
  return { header, delimiter, ...(quoting ? { quote, escape } : { quote: '', escape: '' }) };
}

function workState(work: PreviewWork | undefined): PreviewState['work'] {
  const text = work && workText(work);
  return work && text !== undefined ? { text, percent: Math.min(100, work.percent) } : undefined;
}

function problemState(known: Known): Pick<PreviewState, 'problem' | 'problemAction'> {
  const there = problemPlace(known);
  const problemAction = there && l10n.t('Go to Line {0}', there.place.line);
  return { problem: problemFact(known), problemAction };
}

function problemFact({ problem, shown }: Known): Fact | undefined {
  const failure = shown?.work.failure;
  if (problem !== undefined) return { text: shownText(asFailure(problem)), mark: 'error' };
  if (!failure) return undefined;
  const text = l10n.t('The export cannot be pushed as it is. {0}', shownText(failure));
  return { text, mark: 'error' };
}

/** Where in a segment file the problem lies, if it lies there. */
export function problemPlace({ file, problem, shown }: Known): Whereabouts | undefined {
  const sources = shown ? sourceFiles(shown.loaded.subject) : isDefinition(file) ? [] : [file];
  return whereabouts(problem ?? shown?.work.failure, sources);
}
