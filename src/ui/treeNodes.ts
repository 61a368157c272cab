// What the rows of the Destinations view stand for. Commands that a row starts are handed its node.
import type { Destination, InvalidDestination } from '../model/destination';
import type { Failure } from '../model/failure';
import type { KnownDelivery } from './knownDelivery';

export interface DestinationNode {
  readonly kind: 'destination';
  readonly destination: Destination;
}

/** An entry of the setting that cannot be used: it can be edited and removed. */
export interface InvalidDestinationNode {
  readonly kind: 'invalid';
  readonly id: string;
  readonly problem: InvalidDestination;
}

/** An object in a destination's bucket. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly destination: Destination;
  readonly key: string;
  /** The key without the destination's folder path. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Undefined when the store does not tell. */
  readonly lastModified: Date | undefined;
  /** What the receipts say of it; undefined when it was not delivered from here. */
  readonly delivery: KnownDelivery | undefined;
}

/** The last row while the store has more objects than were loaded. */
export interface MoreNode {
  readonly kind: 'more';
  readonly destination: Destination;
  /** How many objects are loaded. */
  readonly loaded: number;
}

/** The only row of a destination that has no objects. */
export interface NothingNode {
  readonly kind: 'nothing';
  readonly destination: Destination;
}

/** The only row while the objects are being loaded. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly destination: Destination;
}

/** The row that says why the objects cannot be shown. */
export interface FailedNode {
  readonly kind: 'failed';
  readonly destination: Destination;
  readonly failure: Failure;
}

export type RootNode = DestinationNode | InvalidDestinationNode;
export type ChildNode = ObjectNode | MoreNode | NothingNode | LoadingNode | FailedNode;
export type TreeNode = RootNode | ChildNode;
