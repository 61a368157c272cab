// How the rows of the Runs view look: what was pushed, when, what became of it, and all figures in the tooltip.
import {
  l10n,
  type MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItemCollapsibleState,
  workspace,
  type TreeItem,
} from 'vscode';
import { s3Uri } from '../../model/bucketName';
import { sentences } from '../../model/failure';
import type { FinishedRun, Outcome } from '../../model/finishedRun';
import { commands, itemKinds } from '../contributions';
import { countText } from '../localFigures';
import { outcomeWord } from '../outcomeWord';
import { uriOf } from '../filePath';
import { bothTimes, errorIcon, facts, onClick, row, warningIcon, type Fact } from '../treeRow';
import type { MoreRunsNode, RunNode, RunsNode } from './nodes';
import { durationOf, runText } from './text';

/** More addresses would push the rest out of sight. */
const keysShown = 3;

/** The row of a node, without its tooltip. */
export function runItem(node: RunsNode): TreeItem {
  return node.kind === 'run' ? itemOf(node) : moreItem(node);
}

function itemOf(node: RunNode): TreeItem {
  const { run } = node;
  const description = runText(run);
  return row(run.exportName, TreeItemCollapsibleState.None, {
    id: `run\n${run.id}\n${run.finishedAt}`,
    description,
    iconPath: iconOf(run.outcome),
    contextValue: kindOf(run),
    command: onClick(commands.showRun, l10n.t('Show Run'), node),
    accessibilityInformation: { label: l10n.t('Run of {0}, {1}', run.exportName, description) },
  });
}

function kindOf({ outcome, receiptId }: FinishedRun): string {
  if (outcome === 'failed' || outcome === 'cancelled') return itemKinds.failedRun;
  return receiptId === undefined ? itemKinds.runWithoutReceipt : itemKinds.run;
}

/** The word for it stands in the row, too. */
function iconOf(outcome: Outcome): ThemeIcon {
  switch (outcome) {
    case 'verified':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'delivered':
      return new ThemeIcon('check');
    case 'written':
      return warningIcon();
    case 'skipped':
      return new ThemeIcon('debug-step-over');
    case 'failed':
      return errorIcon();
    case 'cancelled':
      return new ThemeIcon('circle-slash');
  }
}

function moreItem(node: MoreRunsNode): TreeItem {
  return row(l10n.t('Show More…'), TreeItemCollapsibleState.None, {
    id: 'moreRuns',
    description: l10n.t('the last {0} are shown', countText(node.shown)),
    iconPath: new ThemeIcon('ellipsis'),
    command: onClick(commands.showMoreRuns, l10n.t('Show More'), node),
  });
}

/** Made only when it is about to be shown. */
export function runTooltip({ run }: RunNode): MarkdownString {
  const tooltip = facts(run.exportName, factsOf(run));
  if (run.failure) tooltip.appendMarkdown(`\n${plainMarkdown(sentences(run.failure))}`);
  return tooltip;
}

function factsOf(run: FinishedRun): Fact[] {
  const { rowsWritten, dropped, bytes } = run;
  const figures: readonly [string, number | undefined][] = [
    [l10n.t('Rows'), rowsWritten],
    [l10n.t('Dropped'), dropped],
    [l10n.t('Bytes'), bytes],
  ];
  return [
    [l10n.t('Result'), outcomeWord(run.outcome)],
    [l10n.t('Destination'), run.destinationName],
    ...addresses(run),
    ...figures.flatMap(([label, count]): Fact[] => (count === undefined ? [] : [[label, countText(count)]])),
    ...(run.due === undefined ? [] : [[l10n.t('Due'), bothTimes(new Date(run.due))] as const]),
    [l10n.t('Begun'), bothTimes(new Date(run.startedAt))],
    [l10n.t('Ended'), bothTimes(new Date(run.finishedAt))],
    [l10n.t('Duration'), durationOf(run)],
    [l10n.t('File'), workspace.asRelativePath(uriOf(run.subject))],
  ];
}

function addresses({ bucket, files = [] }: FinishedRun): Fact[] {
  const more = files.length - keysShown;
  return [
    ...files.slice(0, keysShown).map((key): Fact => [l10n.t('S3 URI'), s3Uri(bucket, key)]),
    ...(more > 0 ? [[l10n.t('Further files'), countText(more)] as const] : []),
  ];
}

/** A sentence that wraps: `appendText` puts no-break spaces between its words. */
function plainMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>~|$&]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
