// What all rows of a tree are made with: labels, icons, clicks, and tooltips of facts.
import {
  env,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  type Command,
  type TreeItemCollapsibleState,
} from 'vscode';
import { formatTime, formatUtc } from './figures';

export function row(label: string, state: TreeItemCollapsibleState, properties: Partial<TreeItem>): TreeItem {
  return Object.assign(new TreeItem(label, state), properties);
}

/** What a click on a row does. @param node what the command is handed */
export function onClick(command: string, title: string, node: object): Command {
  return { command, title, arguments: [node] };
}

export function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}

export function errorIcon(): ThemeIcon {
  return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
}

export type Fact = readonly [label: string, value: string];

/** A tooltip: a title, and a line for each fact. */
export function facts(title: string, lines: readonly Fact[]): MarkdownString {
  const markdown = new MarkdownString('**').appendText(title).appendMarkdown('**\n\n');
  for (const [label, value] of lines) markdown.appendMarkdown(`${label}: ${codeSpan(value)}  \n`);
  return markdown;
}

/** Data as it is: a key may hold Markdown, and an address must not become a link. */
function codeSpan(text: string): string {
  const longestRun = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence} ${text.replace(/[\r\n]+/g, ' ')} ${fence}`;
}

/** `today 06:00 · 2026-11-22 05:00:00 UTC`. */
export function bothTimes(time: Date): string {
  return `${formatTime(time, new Date(), env.language)} · ${formatUtc(time)}`;
}
