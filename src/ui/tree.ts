// The Destinations view: destinations as settings hold them, and below each, once it is opened, the objects delivered to it.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  EventEmitter,
  window,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
} from 'vscode';
import { keyPrefix } from '../delivery/keyPrefix';
import { listDelivered, type DeliveredObject } from '../delivery/objects';
import type { ReceiptStore } from '../delivery/receiptStore';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled } from '../model/failure';
import { objectsOf, type Receipt } from '../model/receipt';
import type { AccessKeyStore } from './accessKeyStore';
import { views } from './contributions';
import type { DestinationEntry, DestinationStore } from './destinationStore';
import { knownDelivery } from './knownDelivery';
import { Listing, type ListedObject, type ObjectPage } from './listing';
import type { Log } from './log';
import { withConnection } from './withConnection';
import { treeItem, treeTooltip } from './treeItems';
import type { RootNode, TreeNode } from './treeNodes';

/** Rows that come sooner replace nothing: a row for loading would only flicker. */
const quickMs = 300;

export class DestinationTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changed = new EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly listings = new Map<string, Listing>();
  private readonly view: TreeView<TreeNode>;
  private readonly settingsListener: Disposable;
  private roots: readonly RootNode[] = [];

  constructor(
    private readonly store: DestinationStore,
    private readonly keys: AccessKeyStore,
    private readonly receipts: ReceiptStore,
    private readonly log: Log,
  ) {
    this.settingsListener = store.onDidChange(() => this.followSettings());
    this.view = window.createTreeView(views.destinations, { treeDataProvider: this, showCollapseAll: true });
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node);
  }

  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    const tooltip = treeTooltip(node);
    return tooltip !== undefined ? Object.assign(item, { tooltip }) : item;
  }

  getParent(node: TreeNode): RootNode | undefined {
    return node.kind === 'destination' || node.kind === 'invalid'
      ? undefined
      : this.root(node.destination.id);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return (this.roots = this.store.entries().map(rootNode)).slice();
    return node.kind === 'destination' ? this.rowsOrLoading(node.destination) : [];
  }

  /** Loads the objects of one destination again, or everything. */
  refresh(destinationId?: string): void {
    for (const id of destinationId === undefined ? [...this.listings.keys()] : [destinationId])
      this.forget(id);
    this.changed.fire(destinationId === undefined ? undefined : this.root(destinationId));
  }

  /** Loads the next objects of a destination, or tries again what failed. */
  async loadMore(destination: Destination): Promise<void> {
    await this.listing(destination).loadMore();
    this.changed.fire(this.root(destination.id));
  }

  /** Shows the objects that were just delivered. Nothing is loaded while the view is closed. */
  async showDelivered(destination: Destination, receipt: Receipt): Promise<void> {
    this.refresh(destination.id);
    if (!this.view.visible) return;
    const lastModified = new Date(receipt.finishedAt);
    const start = keyPrefix(destination).length;
    const objects = objectsOf(receipt).map(({ key, bytes, etag }) => ({
      ...{ key, name: key.slice(start), size: bytes, lastModified, etag },
    }));
    const known = await this.withReceipts(destination, objects);
    const nodes = await Promise.all(known.map((object) => this.listing(destination).add(object)));
    this.changed.fire(this.root(destination.id));
    const [first] = nodes;
    if (first) await this.view.reveal(first, { select: true, focus: false });
  }

  dispose(): void {
    for (const id of [...this.listings.keys()]) this.forget(id);
    this.settingsListener.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  /** A store that takes its time gets a row that says so, until its rows are there. */
  private async rowsOrLoading(destination: Destination): Promise<TreeNode[]> {
    const rows = this.listing(destination).rows();
    const soon = await Promise.race([rows, sleep(quickMs)]);
    if (soon) return soon;
    void rows.then(() => this.changed.fire(this.root(destination.id)));
    return [{ kind: 'loading', destination }];
  }

  private root(destinationId: string): RootNode | undefined {
    return this.roots.find((root) => idOf(root) === destinationId);
  }

  private listing(destination: Destination): Listing {
    const known = this.listings.get(destination.id);
    if (known) return known;
    const listing = new Listing(destination, (token, signal) => this.loadPage(destination, token, signal));
    this.listings.set(destination.id, listing);
    return listing;
  }

  private async loadPage(
    destination: Destination,
    continuationToken: string | undefined,
    signal: AbortSignal,
  ): Promise<ObjectPage> {
    try {
      const { objects, next } = await withConnection(destination, this.keys, (connection) =>
        listDelivered(connection, { continuationToken, signal }),
      );
      return { objects: await this.withReceipts(destination, objects), next };
    } catch (error) {
      if (!isCancelled(error))
        this.log.warn(`Listing destination ${destination.id}: ${asFailure(error).code}`);
      throw error;
    }
  }

  private async withReceipts(
    destination: Destination,
    objects: readonly DeliveredObject[],
  ): Promise<ListedObject[]> {
    const deliveryOf = await this.receipts.deliveriesTo(destination);
    return objects.map((object) => ({ ...object, delivery: knownDelivery(object, deliveryOf(object.key)) }));
  }

  private forget(destinationId: string): void {
    this.listings.get(destinationId)?.abort();
    this.listings.delete(destinationId);
  }

  /** What was loaded stays where the settings still say the same. */
  private followSettings(): void {
    for (const [id, { destination }] of this.listings) {
      if (!isDeepStrictEqual(this.store.get(id), destination)) this.forget(id);
    }
    this.changed.fire(undefined);
  }
}

function rootNode(entry: DestinationEntry): RootNode {
  return 'destination' in entry
    ? { kind: 'destination', destination: entry.destination }
    : { kind: 'invalid', id: entry.id, problem: entry.invalid };
}

function idOf(root: RootNode): string {
  return root.kind === 'destination' ? root.destination.id : root.id;
}
