// How the nodes of the Destinations view look: labels, icons, tooltips, and what a click on a row does.
import {
  env,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  type Command,
} from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { CredentialsSettings } from '../model/credentials';
import type { Destination } from '../model/destination';
import { sentences } from '../model/failure';
import { proofWord } from '../model/receipt';
import { commands, itemKinds, schemes } from './contributions';
import { formatTime, formatUtc, shortName } from './figures';
import type { KnownDelivery } from './knownDelivery';
import { countText, sizeText } from './localFigures';
import { KeyringUnavailable } from './keyringUnavailable';
import { needsAccessKey } from './needsAccessKey';
import { outcomeWord } from './outcomeWord';
import type {
  DestinationNode,
  FailedNode,
  InvalidDestinationNode,
  LoadingNode,
  MoreNode,
  NothingNode,
  ObjectNode,
  TreeNode,
} from './treeNodes';

/** The row of a node, without its tooltip. */
export function treeItem(node: TreeNode): TreeItem {
  switch (node.kind) {
    case 'destination':
      return destinationItem(node);
    case 'invalid':
      return invalidItem(node);
    case 'object':
      return objectItem(node);
    case 'more':
      return moreItem(node);
    case 'nothing':
      return nothingItem(node);
    case 'loading':
      return loadingItem(node);
    case 'failed':
      return failedItem(node);
  }
}

/** The tooltip of a node, made only when it is about to be shown. */
export function treeTooltip(node: TreeNode): MarkdownString | string | undefined {
  switch (node.kind) {
    case 'destination':
      return facts(node.destination.name, destinationFacts(node.destination));
    case 'invalid':
      return sentences(node.problem.explanation);
    case 'object':
      return facts(node.name, objectFacts(node));
    case 'failed':
      return sentences(node.failure.explanation);
    case 'more':
    case 'nothing':
    case 'loading':
      return undefined;
  }
}

function destinationItem({ destination }: DestinationNode): TreeItem {
  const { id, name, bucket, folderPath } = destination;
  const uri = s3Uri(bucket, folderPath);
  return row(name, TreeItemCollapsibleState.Collapsed, {
    id: `destination\n${id}`,
    description: uri,
    iconPath: new ThemeIcon('cloud'),
    contextValue: itemKinds.destination,
    accessibilityInformation: { label: l10n.t('Destination {0}, {1}', name, uri) },
  });
}

function invalidItem(node: InvalidDestinationNode): TreeItem {
  const { what, why } = node.problem.explanation;
  return row(node.id, TreeItemCollapsibleState.None, {
    id: `destination\n${node.id}`,
    description: why,
    iconPath: warningIcon(),
    contextValue: itemKinds.invalidDestination,
    command: onClick(commands.editDestination, l10n.t('Edit Destination'), node),
    accessibilityInformation: { label: `${what} ${why}` },
  });
}

function objectItem(node: ObjectNode): TreeItem {
  const { destination, key, name, size, lastModified, delivery } = node;
  const time = lastModified && formatTime(lastModified, new Date(), env.language);
  const description = [sizeText(size), time, deliveryText(node)].filter(Boolean).join(' · ');
  return row(shortName(name), TreeItemCollapsibleState.None, {
    id: `object\n${destination.id}\n${key}`,
    description,
    // The name alone decides the icon that the file icon theme gives.
    resourceUri: Uri.from({ scheme: schemes.object, path: `/${name}` }),
    iconPath: delivery?.state === 'changed' ? warningIcon() : ThemeIcon.File,
    contextValue: delivery ? itemKinds.deliveredObject : itemKinds.object,
    accessibilityInformation: { label: l10n.t('Object {0}, {1}', name, description) },
  });
}

/** *Verified* is said only of what still looks as it did when it was. */
function deliveryText({ delivery }: ObjectNode): string {
  switch (delivery?.state) {
    case 'changed':
      return l10n.t('changed since delivery');
    case 'asDelivered':
      return outcomeWord(proofWord(delivery.file.proof));
    case 'unknown':
    case undefined:
      return '';
  }
}

function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}

function moreItem(node: MoreNode): TreeItem {
  return row(l10n.t('Load More…'), TreeItemCollapsibleState.None, {
    id: `more\n${node.destination.id}`,
    description: l10n.t('newest of the first {0} by name', countText(node.loaded)),
    iconPath: new ThemeIcon('ellipsis'),
    command: onClick(commands.loadMore, l10n.t('Load More'), node),
  });
}

function nothingItem({ destination }: NothingNode): TreeItem {
  return row(l10n.t('Nothing delivered yet'), TreeItemCollapsibleState.None, {
    id: `nothing\n${destination.id}`,
  });
}

function loadingItem({ destination }: LoadingNode): TreeItem {
  return row(l10n.t('Loading…'), TreeItemCollapsibleState.None, {
    id: `loading\n${destination.id}`,
    iconPath: new ThemeIcon('loading~spin'),
  });
}

function failedItem(node: FailedNode): TreeItem {
  const { failure, destination } = node;
  const { what, why } = failure.explanation;
  const { title, command } = wayOn(node);
  return row(what, TreeItemCollapsibleState.None, {
    id: `failed\n${destination.id}`,
    description: why,
    iconPath: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
    command: onClick(command, title, node),
    accessibilityInformation: { label: `${what} ${why} ${title}` },
  });
}

function wayOn({ failure, destination }: FailedNode): { title: string; command: string } {
  if (needsAccessKey(failure, destination))
    return { title: l10n.t('Enter Access Key'), command: commands.enterAccessKey };
  // Its failure comes with the ways out.
  if (failure instanceof KeyringUnavailable)
    return { title: l10n.t('Check Connection'), command: commands.checkConnection };
  return { title: l10n.t('Try Again'), command: commands.loadMore };
}

function row(label: string, state: TreeItemCollapsibleState, properties: Partial<TreeItem>): TreeItem {
  return Object.assign(new TreeItem(label, state), properties);
}

function onClick(command: string, title: string, node: TreeNode): Command {
  return { command, title, arguments: [node] };
}

type Fact = readonly [label: string, value: string];

function destinationFacts(destination: Destination): Fact[] {
  const { bucket, folderPath, region, endpoint, pathStyle, format } = destination;
  return [
    [l10n.t('Bucket'), bucket],
    [l10n.t('Folder path'), folderPath || l10n.t('none')],
    [l10n.t('Endpoint'), endpoint ?? 'Amazon S3'],
    [l10n.t('Region'), region],
    [l10n.t('Addressing'), pathStyle ? l10n.t('path style') : l10n.t('virtual-hosted style')],
    [l10n.t('Credentials'), credentialsText(destination)],
    [l10n.t('Format'), `${format.type.toUpperCase()} (.${format.fileExtension})`],
  ];
}

function credentialsText({ credentials }: Destination): string {
  const source = sourceText(credentials);
  const { assumeRole } = credentials;
  return assumeRole ? l10n.t('role {0}, assumed by: {1}', assumeRole.roleArn, source) : source;
}

function sourceText(credentials: CredentialsSettings): string {
  switch (credentials.type) {
    case 'accessKey':
      return l10n.t('access key in secret storage');
    case 'ask':
      return l10n.t('access key, asked each time');
    case 'profile':
      return l10n.t('AWS profile {0}', credentials.profile);
    case 'default':
      return l10n.t("the AWS SDK's default chain");
  }
}

function objectFacts(node: ObjectNode): Fact[] {
  const { destination, key, size, lastModified, delivery } = node;
  const bytes = size === 1 ? l10n.t('1 byte') : l10n.t('{0} bytes', countText(size));
  return [
    [l10n.t('S3 URI'), s3Uri(destination.bucket, key)],
    [l10n.t('Size'), bytes],
    [l10n.t('Last modified'), lastModified ? bothTimes(lastModified) : l10n.t('unknown')],
    ...(delivery ? deliveryFacts(node, delivery) : []),
  ];
}

function deliveryFacts(node: ObjectNode, { receipt, file }: KnownDelivery): Fact[] {
  const delivered = bothTimes(new Date(receipt.finishedAt));
  return [
    [l10n.t('Delivered'), [delivered, deliveryText(node)].filter(Boolean).join(' · ')],
    ...('rows' in file ? [[l10n.t('Rows'), countText(file.rows)] as const] : []),
    ['SHA-256', file.sha256],
  ];
}

/** `today 06:00 · 2026-11-22 05:00:00 UTC`. */
function bothTimes(time: Date): string {
  return `${formatTime(time, new Date(), env.language)} · ${formatUtc(time)}`;
}

function facts(title: string, lines: readonly Fact[]): MarkdownString {
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
