// The Delivered folder of one destination, as far as it is loaded: page by page, as S3 gives them by name, shown newest first.
import type { DeliveredObject } from '../delivery/objects';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled, type Failure } from '../model/failure';
import type { DeliveredNode, ObjectNode } from './treeNodes';

/** An object, and what the receipts say of it. */
export type ListedObject = DeliveredObject & Pick<ObjectNode, 'delivery'>;

export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** What the next page is asked for by; undefined after the last. */
  readonly next: string | undefined;
}

export type LoadPage = (continuationToken: string | undefined, signal: AbortSignal) => Promise<ObjectPage>;

export class Listing {
  private objects: readonly ObjectNode[] = [];
  private next: string | undefined;
  private failure: Failure | undefined;
  private loading: Promise<void> | undefined;
  private readonly abortController = new AbortController();

  constructor(
    readonly destination: Destination,
    private readonly loadPage: LoadPage,
  ) {}

  /** The rows of the folder. The first call loads the first page. */
  async rows(): Promise<DeliveredNode[]> {
    await (this.loading ??= this.load());
    return [...this.objects, ...this.lastRow()];
  }

  /** Loads the next page, or the one that failed once more. */
  async loadMore(): Promise<void> {
    await this.loading;
    await (this.loading = this.load());
  }

  /** Shows an object that was just delivered among the others: its page may be far away. */
  async add(object: ListedObject): Promise<ObjectNode> {
    await (this.loading ??= this.load());
    const node = this.nodeOf(object);
    this.merge([node]);
    return node;
  }

  /** Ends what is being loaded. */
  abort(): void {
    this.abortController.abort();
  }

  /** Never throws: a failure becomes a row. */
  private async load(): Promise<void> {
    const { signal } = this.abortController;
    try {
      const page = await this.loadPage(this.next, signal);
      this.failure = undefined;
      this.next = page.next;
      this.merge(page.objects.map((object) => this.nodeOf(object)));
    } catch (error) {
      if (!isCancelled(error)) this.failure = asFailure(error);
    }
  }

  private nodeOf(object: ListedObject): ObjectNode {
    return { kind: 'object', destination: this.destination, ...object };
  }

  /** An object that is known already is shown once, as it was seen last. */
  private merge(nodes: readonly ObjectNode[]): void {
    const byKey = new Map([...this.objects, ...nodes].map((node) => [node.key, node]));
    this.objects = [...byKey.values()].sort(newestFirst);
  }

  private lastRow(): DeliveredNode[] {
    const { destination, failure } = this;
    const folder = 'delivered';
    if (failure) return [{ kind: 'failed', folder, destination, failure }];
    if (this.next !== undefined) return [{ kind: 'more', destination, loaded: this.objects.length }];
    if (this.objects.length === 0 && !this.abortController.signal.aborted)
      return [{ kind: 'nothing', folder, destination }];
    return [];
  }
}

/** An object without a time comes last. */
function newestFirst(a: ObjectNode, b: ObjectNode): number {
  return (b.lastModified?.getTime() ?? 0) - (a.lastModified?.getTime() ?? 0);
}
