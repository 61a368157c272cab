// The rows of the Runs view: the pushes that are over, newest first. They come from the history when the view is first opened,
// and follow it from then on, also when the command line adds to it.
import { EventEmitter, type Disposable, type TreeDataProvider, type TreeItem } from 'vscode';
import type { RunHistory } from '../../delivery/runHistory';
import { runItem, runTooltip } from './items';
import { runNode, type RunsNode } from './nodes';

/** How many rows there are at first, and how many more each time. */
const page = 100;

/** What is said of the list as a whole. */
export interface RunsState {
  readonly hasRuns: boolean;
  /** Files that are no runs of this version. */
  readonly unreadable: number;
}

export class RunRows implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private following: { dispose(): void } | undefined;
  private shown = page;

  /** @param onState is told whenever the rows are made */
  constructor(
    private readonly runs: RunHistory,
    private readonly onState: (state: RunsState) => void,
  ) {}

  getTreeItem(node: RunsNode): TreeItem {
    return runItem(node);
  }

  resolveTreeItem(item: TreeItem, node: RunsNode): TreeItem {
    return node.kind === 'run' ? Object.assign(item, { tooltip: runTooltip(node) }) : item;
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (node) return [];
    this.following ??= this.runs.onDidChange(() => this.changed.fire(undefined));
    const runs = await this.runs.recent(this.shown + 1);
    this.onState({ hasRuns: runs.length > 0, unreadable: await this.runs.unreadable() });
    const rows: RunsNode[] = runs.slice(0, this.shown).map(runNode);
    return runs.length > this.shown ? [...rows, { kind: 'moreRuns', shown: this.shown }] : rows;
  }

  /** Shows older runs, too. */
  showMore(): void {
    this.shown += page;
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.following?.dispose();
    this.changed.dispose();
  }
}
