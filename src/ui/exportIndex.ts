// The exports of the workspace as the view shows them: definitions and the last push of each. Nothing is looked for before
// somebody asks, and what changes is told by destination.
import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { RunHistory } from '../delivery/runHistory';
import type { Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import type { FinishedRun } from '../model/finishedRun';
import { stateOf } from '../schedule/exportState';
import type { DefinitionChange, Definitions } from './definitions';
import type { DestinationStore } from './destinationStore';
import { exportsTo, shownBelow, strayExports } from './exportRows';
import { pathOf } from './filePath';
import type { AnyExportNode, ChildNode } from './treeNodes';

/** The ids of the destinations whose exports changed, undefined for the strays. */
export type ChangedExports = ReadonlySet<string | undefined>;

export class ExportIndex implements Disposable {
  private readonly changed = new EventEmitter<ChangedExports>();
  readonly onDidChange: Event<ChangedExports> = this.changed.event;
  private readonly listener: Disposable;
  private runsListener: ReturnType<RunHistory['onDidChange']> | undefined;
  private known: Promise<readonly FinishedRun[]> | undefined;

  constructor(
    private readonly definitions: Definitions,
    private readonly runs: RunHistory,
    private readonly store: DestinationStore,
    /** What is kept of the schedules. A path. */
    private readonly folder: string,
  ) {
    this.listener = definitions.onDidChange((change) => this.changed.fire(this.changedBy(change)));
  }

  /** The rows below a destination. Never rejects: a failure becomes a row. */
  async rowsOf(destination: Destination): Promise<ChildNode[]> {
    const folder = 'exports';
    try {
      const exports = { files: await this.definitions.all(), recent: await this.recent() };
      const nodes = exportsTo(destination, exports, new Date());
      const rows = await Promise.all(nodes.map((node) => this.withState(node)));
      const isCut = await this.definitions.hasMore();
      if (rows.length === 0 && !isCut) return [{ kind: 'nothing', folder, destination }];
      return isCut ? [...rows, { kind: 'moreExports', destination }] : rows;
    } catch (error) {
      return [{ kind: 'failed', folder, destination, failure: asFailure(error) }];
    }
  }

  /** The exports without a destination. Where they cannot be found, the rows below each destination say why. */
  async strays(): Promise<AnyExportNode[]> {
    try {
      return strayExports(await this.definitions.all(), this.ids(), new Date());
    } catch {
      return [];
    }
  }

  /** Searches the workspace anew. */
  refresh(): void {
    this.definitions.refresh();
  }

  dispose(): void {
    this.listener.dispose();
    this.runsListener?.dispose();
    this.changed.dispose();
  }

  private async withState(node: AnyExportNode): Promise<AnyExportNode> {
    if (node.kind !== 'export' || !node.destination || !node.definition.schedule) return node;
    const what = { subject: pathOf(node.file), destination: node.destination };
    return { ...node, state: await stateOf(what, { folder: this.folder }) };
  }

  /** Runs that cannot be read are none: the exports are there all the same. */
  private recent(): Promise<readonly FinishedRun[]> {
    this.runsListener ??= this.runs.onDidChange(() => void this.followRuns());
    return (this.known ??= this.runs.recent().catch(() => []));
  }

  private async followRuns(): Promise<void> {
    const before = await this.recent();
    this.known = undefined;
    const now = await this.recent();
    this.changed.fire(new Set([...missing(before, now), ...missing(now, before)]));
  }

  private changedBy({ before, after }: DefinitionChange): ChangedExports {
    const files = [before, after].flatMap((file) => (file ? [file] : []));
    const ids = this.ids();
    return new Set(files.map((file) => shownBelow(file, ids)));
  }

  private ids(): ReadonlySet<string> {
    return new Set(this.store.destinations().map(({ id }) => id));
  }
}

/** The destinations of the runs that one list has and another has not. */
function missing(some: readonly FinishedRun[], others: readonly FinishedRun[]): string[] {
  const keys = new Set(others.map(keyOf));
  return some.filter((run) => !keys.has(keyOf(run))).map(({ destinationId }) => destinationId);
}

/** A run that was resumed is there twice. */
function keyOf({ id, finishedAt }: FinishedRun): string {
  return `${id} ${finishedAt}`;
}
