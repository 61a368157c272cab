// What the page is told of an open preview.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { shownText, asFailure } from '../../model/failure';
import { settingsOf } from '../../model/valueSettings';
import { oneLine } from '../../export/oneLine';
import type { ColumnState, ComparisonState, Fact, PreviewState } from '../../webview/protocol';
import type { DestinationStore } from '../destinationStore';
import type { EditHistory } from './history';
import type { LoadedExport } from './loadExport';
import { countFacts, findingsFact, keyFact, keyStateFact, partsOf, workText, type KeyCheck } from './facts';
import { targetChoices, targetValue } from './targets';
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
  /** Undefined where the export could not be planned. */
  readonly loaded: LoadedExport | undefined;
  readonly work: PreviewWork | undefined;
  /** Rows that can be shown. */
  readonly rows: number;
  readonly history: EditHistory;
  readonly keyCheck: KeyCheck | undefined;
  readonly comparison: ComparisonState | undefined;
  /** Why the export could not be planned, or read again. */
  readonly problem: unknown;
}

export function pageState(known: Known, store: DestinationStore): PreviewState {
  const { file, generation, target, loaded, work, rows, history } = known;
  return {
    generation,
    fileName: posix.basename(file.path),
    targets: loaded ? targetChoices(store, loaded.subject) : [],
    target: targetValue(target),
    hasDestination: loaded?.destination !== undefined,
    columns: columnStates(known),
    ...formatState(loaded),
    rows,
    dropped: work?.droppedKnown() ?? 0,
    complete: work?.phase === 'done',
    facts: facts(known),
    work: workState(work),
    paused: work?.phase === 'paused',
    edited: history.current !== undefined,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    ...problemState(known),
    comparison: known.comparison,
  };
}

/** The key at a moment. */
export function keyAt({ loaded, rows }: Known, moment: Date): Fact {
  if (!loaded) return { text: '' };
  const { planned, destination } = loaded;
  return keyFact(loaded.keyAt(moment), planned.plan, destination, partsOf(planned.plan, rows));
}

function facts(known: Known): PreviewState['facts'] {
  const { loaded, work, rows, keyCheck } = known;
  return {
    key: keyAt(known, new Date()),
    ...countFacts(work, rows),
    keyState: keyStateFact(loaded?.destination, keyCheck),
    findings: findingsFact(work),
  };
}

function columnStates({ loaded, work }: Known): ColumnState[] {
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

function problemFact({ problem, work }: Known): Fact | undefined {
  if (problem !== undefined) return { text: shownText(asFailure(problem)), mark: 'error' };
  if (!work?.failure) return undefined;
  const text = l10n.t('The export cannot be pushed as it is. {0}', shownText(work.failure));
  return { text, mark: 'error' };
}

/** Where in a segment file the problem lies, if it lies there. */
export function problemPlace({ file, problem, work, loaded }: Known): Whereabouts | undefined {
  const sources = loaded ? sourceFiles(loaded.subject) : isDefinition(file) ? [] : [file];
  return whereabouts(problem ?? work?.failure, sources);
}
