// What the receipts say of an object in a listing, without asking the store again.
import type { DeliveredObject } from '../delivery/objects';
import type { Delivery } from '../delivery/receiptStore';

export interface KnownDelivery extends Delivery {
  /** By size and ETag, which is another one whenever an object was written again. `unknown`: one of the two has no ETag. */
  readonly state: 'asDelivered' | 'changed' | 'unknown';
}

/** @param delivery the last one under the object's key */
export function knownDelivery(
  { size, etag }: Pick<DeliveredObject, 'size' | 'etag'>,
  delivery: Delivery | undefined,
): KnownDelivery | undefined {
  if (!delivery) return undefined;
  const { file } = delivery;
  if (size !== file.bytes) return { ...delivery, state: 'changed' };
  if (!etag || !file.etag) return { ...delivery, state: 'unknown' };
  return { ...delivery, state: etag === file.etag ? 'asDelivered' : 'changed' };
}
