// The Delivered folders of the view: the objects of each destination, loaded when somebody looks and kept until they may be
// others, with what the receipts say of them.
import { isDeepStrictEqual } from 'node:util';
import type { Disposable } from 'vscode';
import { keyPrefix } from '../delivery/keyPrefix';
import { listDelivered, type DeliveredObject } from '../delivery/objects';
import type { Destination } from '../model/destination';
import { asFailure, isCancelled } from '../model/failure';
import { objectsOf, type Receipt } from '../model/receipt';
import { knownDelivery } from './knownDelivery';
import { Listing, type ListedObject, type ObjectPage } from './listing';
import type { Services } from './services';
import type { DeliveredNode, ObjectNode } from './treeNodes';
import { withConnection } from './withConnection';

export class DeliveredIndex implements Disposable {
  private readonly listings = new Map<string, Listing>();

  constructor(private readonly services: Pick<Services, 'store' | 'keys' | 'receipts' | 'log'>) {}

  /** The rows below a destination. Never rejects: a failure becomes a row. */
  rowsOf(destination: Destination): Promise<DeliveredNode[]> {
    return this.listing(destination).rows();
  }

  /** Loads the next objects of a destination, or tries again what failed. */
  loadMore(destination: Destination): Promise<void> {
    return this.listing(destination).loadMore();
  }

  /** Puts what was just delivered among the rows, wherever its page is. @returns its nodes */
  async add(destination: Destination, receipt: Receipt): Promise<ObjectNode[]> {
    const lastModified = new Date(receipt.finishedAt);
    const start = keyPrefix(destination).length;
    const objects = objectsOf(receipt).map(({ key, bytes, etag }) => ({
      ...{ key, name: key.slice(start), size: bytes, lastModified, etag },
    }));
    const known = await this.withReceipts(destination, objects);
    return Promise.all(known.map((object) => this.listing(destination).add(object)));
  }

  /** Loads the objects anew when somebody next looks. Default: those of all destinations */
  forget(destinationId?: string): void {
    for (const id of destinationId === undefined ? [...this.listings.keys()] : [destinationId]) {
      this.listings.get(id)?.abort();
      this.listings.delete(id);
    }
  }

  /** What was loaded stays where the settings still say the same. */
  followSettings(): void {
    for (const [id, { destination }] of this.listings) {
      if (!isDeepStrictEqual(this.services.store.get(id), destination)) this.forget(id);
    }
  }

  dispose(): void {
    this.forget();
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
    const { keys, log } = this.services;
    try {
      const { objects, next } = await withConnection(destination, keys, (connection) =>
        listDelivered(connection, { continuationToken, signal }),
      );
      return { objects: await this.withReceipts(destination, objects), next };
    } catch (error) {
      if (!isCancelled(error)) log.warn(`Listing destination ${destination.id}: ${asFailure(error).code}`);
      throw error;
    }
  }

  private async withReceipts(
    destination: Destination,
    objects: readonly DeliveredObject[],
  ): Promise<ListedObject[]> {
    const deliveryOf = await this.services.receipts.deliveriesTo(destination);
    return objects.map((object) => ({ ...object, delivery: knownDelivery(object, deliveryOf(object.key)) }));
  }
}
