// The Destinations view: destinations as settings hold them; below each, once it is opened, its exports and the objects
// delivered to it; and the exports that go to none of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Disposable, window, workspace, type TreeDataProvider, type TreeItem, type TreeView } from 'vscode';
import type { Destination } from '../model/destination';
import type { Receipt } from '../model/receipt';
import { views } from './contributions';
import type { DeliveredIndex } from './deliveredIndex';
import type { DestinationEntry, DestinationStore } from './destinationStore';
import type { DestinationDragging } from './dragging';
import type { ChangedExports, ExportIndex } from './exportIndex';
import { TreeChanges } from './treeChanges';
import { treeItem, treeTooltip } from './treeItems';
import type {
  ChildNode,
  EntryNode,
  FolderName,
  FolderNode,
  RootNode,
  StrayExportsNode,
  TreeNode,
} from './treeNodes';

/** Rows that come sooner replace nothing: a row for loading would only flicker. */
const quickMs = 300;

export class DestinationTree implements TreeDataProvider<TreeNode>, Disposable {
  private readonly changes = new TreeChanges<TreeNode>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: TreeView<TreeNode>;
  private readonly listeners: Disposable;
  private readonly strays: StrayExportsNode = { kind: 'strayExports' };
  /** By id, also of some that are no longer there. */
  private readonly entries = new Map<string, EntryNode>();
  private readonly folders = new Map<string, FolderNode>();
  private roots: readonly RootNode[] = [];

  /** The view owns what its folders show. */
  constructor(
    private readonly store: DestinationStore,
    private readonly exports: ExportIndex,
    private readonly delivered: DeliveredIndex,
    dragAndDropController: DestinationDragging,
  ) {
    const options = { treeDataProvider: this, dragAndDropController, showCollapseAll: true };
    this.view = window.createTreeView(views.destinations, options);
    this.listeners = Disposable.from(
      store.onDidChange(() => this.followSettings()),
      exports.onDidChange((changed) => this.followExports(changed)),
      // How long it is until the next run is said again whenever somebody looks.
      this.view.onDidChangeVisibility(({ visible }) => visible && this.exportsChanged()),
    );
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node);
  }

  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    const tooltip = treeTooltip(node);
    return tooltip !== undefined ? Object.assign(item, { tooltip }) : item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'destination':
      case 'invalid':
      case 'strayExports':
      case 'untrusted':
        return undefined;
      case 'exports':
      case 'delivered':
        return this.root(node.destination.id);
      case 'export':
      case 'invalidExport':
      case 'moreExports':
        return node.destination ? this.folder(node.destination.id, 'exports') : this.strays;
      case 'object':
      case 'more':
        return this.folder(node.destination.id, 'delivered');
      case 'nothing':
      case 'loading':
      case 'failed':
        return this.folder(node.destination.id, node.folder);
    }
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    this.changes.heard(node);
    if (node === undefined) return (this.roots = await this.rootNodes()).slice();
    if (node.kind === 'destination') return this.foldersOf(node.destination);
    if (node.kind === 'exports' || node.kind === 'delivered') return this.rowsOrLoading(node);
    return node.kind === 'strayExports' ? this.exports.strays() : [];
  }

  /** Loads the objects of one destination again, or everything. */
  refresh(destinationId?: string): void {
    this.delivered.forget(destinationId);
    if (destinationId !== undefined) return this.folderChanged(destinationId, 'delivered');
    this.exports.refresh();
    this.changes.tell();
  }

  /** Searches the workspace for exports again. */
  refreshExports(): void {
    this.exports.refresh();
    this.exportsChanged();
  }

  /** Loads the next objects of a destination, or tries again what failed. */
  async loadMore(destination: Destination): Promise<void> {
    await this.delivered.loadMore(destination);
    this.folderChanged(destination.id, 'delivered');
  }

  /** Shows the objects that were just delivered. Nothing is loaded while the view is closed. */
  async showDelivered(destination: Destination, receipt: Receipt): Promise<void> {
    this.refresh(destination.id);
    if (!this.view.visible) return;
    const nodes = await this.delivered.add(destination, receipt);
    this.folderChanged(destination.id, 'delivered');
    const [first] = nodes;
    if (first) await this.view.reveal(first, { select: true, focus: false });
  }

  dispose(): void {
    this.listeners.dispose();
    this.exports.dispose();
    this.delivered.dispose();
    this.view.dispose();
    this.changes.dispose();
  }

  /** Where nothing is registered, the view says how to begin. */
  private async rootNodes(): Promise<RootNode[]> {
    const entries = this.store.entries().map((entry) => this.stable(rootNode(entry)));
    if (entries.length === 0) return [];
    const strays = await soon(this.exports.strays(), (late) => {
      if (late.length > 0) this.changes.tell();
    });
    return [
      ...entries,
      ...(strays?.length ? [this.strays] : []),
      ...(workspace.isTrusted ? [] : [{ kind: 'untrusted' } as const]),
    ];
  }

  /** VS Code hears of the very nodes that it was given, and may drop those of a later call: the same has the same node. */
  private stable(node: EntryNode): EntryNode {
    const known = this.entries.get(idOf(node));
    if (known && isDeepStrictEqual(known, node)) return known;
    this.entries.set(idOf(node), node);
    return node;
  }

  /** A folder that takes its time gets a row that says so, until its rows are there. */
  private async rowsOrLoading(folder: FolderNode): Promise<TreeNode[]> {
    const { kind, destination } = folder;
    const rows = await soon(this.rowsOf(folder), () => this.changes.tell(folder));
    return rows ?? [{ kind: 'loading', folder: kind, destination }];
  }

  private rowsOf({ kind, destination }: FolderNode): Promise<ChildNode[]> {
    return (kind === 'exports' ? this.exports : this.delivered).rowsOf(destination);
  }

  private root(destinationId: string): EntryNode | undefined {
    return this.entries.get(destinationId);
  }

  private foldersOf(destination: Destination): FolderNode[] {
    return (['exports', 'delivered'] as const).map((kind) => {
      const key = `${kind}\n${destination.id}`;
      const known = this.folders.get(key);
      // What is told to have changed is the very node that was handed out.
      if (known?.destination === destination) return known;
      const folder = { kind, destination };
      this.folders.set(key, folder);
      return folder;
    });
  }

  private folder(destinationId: string, name: FolderName): FolderNode | undefined {
    const root = this.root(destinationId);
    if (root?.kind !== 'destination') return undefined;
    return this.foldersOf(root.destination).find(({ kind }) => kind === name);
  }

  private folderChanged(destinationId: string, name: FolderName): void {
    const folder = this.folder(destinationId, name);
    if (folder) this.changes.tell(folder);
  }

  private exportsChanged(): void {
    for (const root of this.roots) {
      if (root.kind === 'destination') this.folderChanged(root.destination.id, 'exports');
    }
  }

  private followExports(changed: ChangedExports): void {
    for (const id of changed) {
      if (id !== undefined) this.folderChanged(id, 'exports');
    }
    if (changed.has(undefined)) void this.straysChanged();
  }

  private async straysChanged(): Promise<void> {
    const [isShown, areThere] = [this.roots.includes(this.strays), (await this.exports.strays()).length > 0];
    if (isShown && areThere) this.changes.tell(this.strays);
    else if (isShown || areThere) this.changes.tell();
  }

  private followSettings(): void {
    this.delivered.followSettings();
    this.changes.tell();
  }
}

/** What is there soon. Else nothing is returned, and what comes late is told. It must not reject. */
async function soon<T>(value: Promise<T>, late: (value: T) => void): Promise<T | undefined> {
  const inTime = await Promise.race([value, sleep(quickMs, undefined)]);
  if (inTime === undefined) void value.then(late);
  return inTime;
}

function rootNode(entry: DestinationEntry): EntryNode {
  return 'destination' in entry
    ? { kind: 'destination', destination: entry.destination }
    : { kind: 'invalid', id: entry.id, problem: entry.invalid };
}

function idOf(node: EntryNode): string {
  return node.kind === 'destination' ? node.destination.id : node.id;
}
