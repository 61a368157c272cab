// How exports look in the Destinations view: schedule and last push in words, what is wrong with one, and tooltips.
import {
  env,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItemCollapsibleState,
  workspace,
  type MarkdownString,
  type TreeItem,
} from 'vscode';
import type { Definition } from '../model/definition';
import { sentences } from '../model/failure';
import type { FinishedRun } from '../model/finishedRun';
import { commands, itemKinds } from './contributions';
import { mostDefinitions } from './definitions';
import { formatTime } from './figures';
import { countText } from './localFigures';
import { outcomeWord } from './outcomeWord';
import { scheduleFacts, scheduleTexts } from './schedule/rowTexts';
import type { AnyExportNode, ExportNode, InvalidExportNode, MoreExportsNode } from './treeNodes';
import { bothTimes, facts, onClick, row, warningIcon, type Fact } from './treeRow';

export function exportItem(node: ExportNode): TreeItem {
  const { name, place, definition, last, destination } = node;
  const texts = [place, ...scheduleTexts(node, new Date()), last && lastText(last)];
  const description = texts.filter(Boolean).join(' · ');
  return row(name, TreeItemCollapsibleState.None, {
    id: idOf(node),
    description,
    iconPath: icon(last),
    contextValue: exportKind(definition),
    command: openOnClick(node),
    accessibilityInformation: {
      label: destination
        ? l10n.t('Export {0} to {1}, {2}', name, destination.name, description)
        : l10n.t('Export {0} without a destination, {1}', name, description),
    },
  });
}

export function invalidExportItem(node: InvalidExportNode): TreeItem {
  const { name, place, problem } = node;
  const { what, why } = problem.explanation;
  const reason = `${what} ${why}`.trim();
  return row(name, TreeItemCollapsibleState.None, {
    id: idOf(node),
    description: [place, reason].filter(Boolean).join(' · '),
    iconPath: warningIcon(),
    contextValue: itemKinds.invalidExport,
    command: openOnClick(node),
    accessibilityInformation: { label: l10n.t('Warning, export {0}: {1}', name, reason) },
  });
}

export function moreExportsItem({ destination }: MoreExportsNode): TreeItem {
  return row(l10n.t('There are more'), TreeItemCollapsibleState.None, {
    id: `more exports\n${destination.id}`,
    description: l10n.t('only {0} definitions of the workspace are shown', countText(mostDefinitions)),
    iconPath: new ThemeIcon('info'),
  });
}

export function exportTooltip(node: AnyExportNode): MarkdownString | string {
  if (node.kind === 'invalidExport') return sentences(node.problem.explanation);
  return facts(node.name, exportFacts(node));
}

/** What the menu of a row offers. */
function exportKind({ schedule, incremental }: Definition): string {
  const kind = schedule?.enabled === false ? itemKinds.pausedExport : itemKinds.scheduledExport;
  return [schedule ? kind : itemKinds.export, ...(incremental ? ['incremental'] : [])].join('.');
}

/** One definition may be shown below one destination only. */
function idOf({ destination, file }: AnyExportNode): string {
  return `export\n${destination?.id ?? ''}\n${file.toString()}`;
}

function openOnClick(node: AnyExportNode): ReturnType<typeof onClick> {
  return onClick(commands.openDefinition, l10n.t('Open Definition'), node);
}

/** `verified today 06:00`, `failed: …` */
function lastText(run: FinishedRun): string {
  if (run.outcome === 'failed') return l10n.t('failed: {0}', run.failure?.what ?? run.outcome);
  const time = formatTime(new Date(run.finishedAt), new Date(), env.language);
  return l10n.t('{0} {1}', outcomeWord(run.outcome), time);
}

function icon(last: FinishedRun | undefined): ThemeIcon {
  switch (last?.outcome) {
    case undefined:
      return new ThemeIcon('export');
    case 'verified':
    case 'delivered':
    case 'written':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'skipped':
    case 'cancelled':
      return new ThemeIcon('circle-slash');
  }
}

function exportFacts(node: ExportNode): Fact[] {
  const { file, definition, destination, last } = node;
  return [
    [l10n.t('Definition'), workspace.asRelativePath(file)],
    [l10n.t('Segment'), definition.segment.source.join(', ')],
    ...(destination ? [[l10n.t('Destination'), destination.name] as const] : []),
    ...scheduleFacts(node),
    ...(last ? [[l10n.t('Last push'), lastFact(last)] as const] : []),
  ];
}

function lastFact(run: FinishedRun): string {
  const { failure, outcome, finishedAt } = run;
  const text = `${bothTimes(new Date(finishedAt))} · ${outcomeWord(outcome)}`;
  return failure ? `${text}: ${sentences(failure)}` : text;
}
