// How the nodes of the Destinations view look: labels, icons, tooltips, and what a click on a row does.
import {
  env,
  l10n,
  ThemeIcon,
  type TreeItem,
  TreeItemCollapsibleState,
  Uri,
  type MarkdownString,
} from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { CredentialsSettings } from '../model/credentials';
import type { Destination } from '../model/destination';
import { sentences } from '../model/failure';
import { proofWord } from '../model/receipt';
import { commands, itemKinds, schemes } from './contributions';
import { exportItem, exportTooltip, invalidExportItem, moreExportsItem } from './exportItems';
import { formatTime, shortName } from './figures';
import type { KnownDelivery } from './knownDelivery';
import { countText, sizeText } from './localFigures';
import { KeyringUnavailable } from './keyringUnavailable';
import { productionColor, productionUri } from './markProduction';
import { needsAccessKey } from './needsAccessKey';
import { outcomeWord } from './outcomeWord';
import type {
  DestinationNode,
  FailedNode,
  FolderNode,
  InvalidDestinationNode,
  LoadingNode,
  MoreNode,
  NothingNode,
  ObjectNode,
  TreeNode,
} from './treeNodes';
import { bothTimes, errorIcon, facts, onClick, row, warningIcon, type Fact } from './treeRow';

/** The row of a node, without its tooltip. */
export function treeItem(node: TreeNode): TreeItem {
  switch (node.kind) {
    case 'destination':
      return destinationItem(node);
    case 'invalid':
      return invalidItem(node);
    case 'strayExports':
      return strayExportsItem();
    case 'untrusted':
      return untrustedItem();
    case 'exports':
    case 'delivered':
      return folderItem(node);
    case 'export':
      return exportItem(node);
    case 'invalidExport':
      return invalidExportItem(node);
    case 'moreExports':
      return moreExportsItem(node);
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
    case 'export':
    case 'invalidExport':
      return exportTooltip(node);
    case 'object':
      return facts(node.name, objectFacts(node));
    case 'failed':
      return sentences(node.failure.explanation);
    case 'strayExports':
    case 'untrusted':
    case 'exports':
    case 'delivered':
    case 'moreExports':
    case 'more':
    case 'nothing':
    case 'loading':
      return undefined;
  }
}

function untrustedItem(): TreeItem {
  const what = l10n.t('Destinations of this workspace wait for trust');
  const why = l10n.t('The workspace is in Restricted Mode.');
  const title = l10n.t('Manage Workspace Trust');
  // Of a longer label a side bar shows only the beginning.
  return row(l10n.t('Waiting for trust'), TreeItemCollapsibleState.None, {
    id: 'untrusted',
    description: l10n.t('Destinations of this workspace'),
    tooltip: `${what}. ${why} ${title}`,
    iconPath: new ThemeIcon('shield'),
    command: { command: 'workbench.trust.manage', title },
    accessibilityInformation: { label: `${what}. ${why} ${title}` },
  });
}

function destinationItem({ destination }: DestinationNode): TreeItem {
  const { id, name, bucket, folderPath, production } = destination;
  const uri = s3Uri(bucket, folderPath);
  return row(name, TreeItemCollapsibleState.Collapsed, {
    id: `destination\n${id}`,
    description: uri,
    iconPath: new ThemeIcon('cloud'),
    contextValue: itemKinds.destination,
    accessibilityInformation: { label: l10n.t('Destination {0}, {1}', name, uri) },
    ...(production && productionMark(destination)),
  });
}

/** Said in words, too: a colour alone says nothing to many. */
function productionMark({ id, name, bucket, folderPath }: Destination): Partial<TreeItem> {
  const uri = s3Uri(bucket, folderPath);
  return {
    description: `${l10n.t('production')} · ${uri}`,
    iconPath: new ThemeIcon('cloud', productionColor),
    resourceUri: productionUri(id),
    contextValue: itemKinds.productionDestination,
    accessibilityInformation: { label: l10n.t('Production destination {0}, {1}', name, uri) },
  };
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

/** Both are open where their destination is: what goes out and what arrived is what it was opened for. */
function folderItem({ kind, destination }: FolderNode): TreeItem {
  const [label, spoken] =
    kind === 'exports'
      ? [l10n.t('Exports'), l10n.t('Exports to {0}', destination.name)]
      : [l10n.t('Delivered'), l10n.t('Delivered to {0}', destination.name)];
  return row(label, TreeItemCollapsibleState.Expanded, {
    id: `${kind}\n${destination.id}`,
    contextValue: kind === 'exports' ? itemKinds.exports : itemKinds.delivered,
    accessibilityInformation: { label: spoken },
  });
}

function strayExportsItem(): TreeItem {
  return row(l10n.t('Exports without a destination'), TreeItemCollapsibleState.Collapsed, {
    id: 'stray exports',
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

function moreItem(node: MoreNode): TreeItem {
  return row(l10n.t('Load More…'), TreeItemCollapsibleState.None, {
    id: `more\n${node.destination.id}`,
    description: l10n.t('newest of the first {0} by name', countText(node.loaded)),
    iconPath: new ThemeIcon('ellipsis'),
    command: onClick(commands.loadMore, l10n.t('Load More'), node),
  });
}

function nothingItem(node: NothingNode): TreeItem {
  const id = `nothing ${node.folder}\n${node.destination.id}`;
  if (node.folder === 'delivered')
    return row(l10n.t('Nothing delivered yet'), TreeItemCollapsibleState.None, { id });
  const label = l10n.t('No exports yet');
  const title = l10n.t('Create Export Definition');
  return row(label, TreeItemCollapsibleState.None, {
    id,
    description: title,
    command: onClick(commands.createDefinition, title, { destination: node.destination }),
    accessibilityInformation: { label: `${label} ${title}`, role: 'button' },
  });
}

function loadingItem({ folder, destination }: LoadingNode): TreeItem {
  return row(l10n.t('Loading…'), TreeItemCollapsibleState.None, {
    id: `loading ${folder}\n${destination.id}`,
    iconPath: new ThemeIcon('loading~spin'),
  });
}

function failedItem(node: FailedNode): TreeItem {
  const { failure, folder, destination } = node;
  const { what, why } = failure.explanation;
  const { title, command } = wayOn(node);
  return row(what, TreeItemCollapsibleState.None, {
    id: `failed ${folder}\n${destination.id}`,
    description: why,
    iconPath: errorIcon(),
    command: onClick(command, title, node),
    accessibilityInformation: { label: `${what} ${why} ${title}` },
  });
}

function wayOn({ failure, folder, destination }: FailedNode): { title: string; command: string } {
  if (folder === 'exports') return { title: l10n.t('Try Again'), command: commands.refresh };
  if (needsAccessKey(failure, destination))
    return { title: l10n.t('Enter Access Key'), command: commands.enterAccessKey };
  // Its failure comes with the ways out.
  if (failure instanceof KeyringUnavailable)
    return { title: l10n.t('Check Connection'), command: commands.checkConnection };
  return { title: l10n.t('Try Again'), command: commands.loadMore };
}

function productionText(unattended: boolean): string {
  return unattended ? l10n.t('yes, open to schedules') : l10n.t('yes, closed to schedules');
}

function destinationFacts(destination: Destination): Fact[] {
  const { bucket, folderPath, region, endpoint, pathStyle, format, production, unattended } = destination;
  return [
    ...(production ? [[l10n.t('Production'), productionText(unattended)] as const] : []),
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
