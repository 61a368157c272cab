// What the rows of the Destinations view stand for. Commands that a row starts are handed its node.
import type { Uri } from 'vscode';
import type { Definition } from '../model/definition';
import type { Destination, InvalidDestination } from '../model/destination';
import type { Failure } from '../model/failure';
import type { FinishedRun } from '../model/finishedRun';
import type { ExportState } from '../schedule/exportState';
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

/** The exports whose definitions name no destination that is there. It is shown only when there are some. */
export interface StrayExportsNode {
  readonly kind: 'strayExports';
}

/** Says that the workspace's own destinations wait for its trust. */
export interface UntrustedNode {
  readonly kind: 'untrusted';
}

/** The two folders below a destination. */
export type FolderName = 'exports' | 'delivered';

export interface FolderNode {
  readonly kind: FolderName;
  readonly destination: Destination;
}

/** An export definition in the workspace. */
export interface ExportNode {
  readonly kind: 'export';
  /** Undefined: the definition names none. */
  readonly destination: Destination | undefined;
  readonly file: Uri;
  /** The file's name without `.s3export.json`. */
  readonly name: string;
  /** The folder of the file, where another one of the same name is shown beside it. */
  readonly place: string | undefined;
  readonly definition: Definition;
  /** The last push of the export to the destination. */
  readonly last: FinishedRun | undefined;
  /** What is known of its scheduled runs; nothing without a schedule or a destination. */
  readonly state?: ExportState;
}

/** A definition that cannot be exported as it is. */
export interface InvalidExportNode {
  readonly kind: 'invalidExport';
  /** Undefined: the definition names none that is there. */
  readonly destination: Destination | undefined;
  readonly file: Uri;
  readonly name: string;
  readonly place: string | undefined;
  readonly problem: Failure;
}

/** The last row where the workspace has more definitions than are shown. */
export interface MoreExportsNode {
  readonly kind: 'moreExports';
  readonly destination: Destination;
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
  /** Without quotes. Undefined when the store does not tell. */
  readonly etag: string | undefined;
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

/** The only row of a folder that has nothing to show. */
export interface NothingNode {
  readonly kind: 'nothing';
  readonly folder: FolderName;
  readonly destination: Destination;
}

/** The only row while a folder's rows are being loaded. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly folder: FolderName;
  readonly destination: Destination;
}

/** The row that says why a folder cannot be shown. */
export interface FailedNode {
  readonly kind: 'failed';
  readonly folder: FolderName;
  readonly destination: Destination;
  readonly failure: Failure;
}

/** One entry of the setting. */
export type EntryNode = DestinationNode | InvalidDestinationNode;
export type RootNode = EntryNode | StrayExportsNode | UntrustedNode;
export type AnyExportNode = ExportNode | InvalidExportNode;
export type DeliveredNode = ObjectNode | MoreNode | NothingNode | LoadingNode | FailedNode;
export type ChildNode = DeliveredNode | AnyExportNode | MoreExportsNode;
export type TreeNode = RootNode | FolderNode | ChildNode;
