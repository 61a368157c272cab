// What the command line needs from outside. The program has it from its process; whoever else runs commands, such as a
// terminal inside VS Code, brings its own.
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Connection } from '../delivery/connection';
import type { Target as GuardedTarget } from '../delivery/guard';
import type { Target } from '../export/plan';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { Findings } from '../model/finding';
import type { Receipt, Totals } from '../model/receipt';

export interface Host {
  /** Takes results. */
  readonly out: Writable;
  /** Takes everything else. */
  readonly err: Writable;
  /** Width of the terminal behind `err`, in characters. Undefined: there is none, and no progress is shown. */
  readonly columns: number | undefined;
  /** Ends the work. */
  readonly signal: AbortSignal;
  /** Where relative paths begin, absolute. */
  readonly folder: string;
  /** A path as the file system takes it. The program's own are taken as they were written. */
  readonly path: (name: string) => string;
  /** Where receipts and what is needed to resume are kept, unless `--state` says otherwise. @throws NoStateFolder */
  readonly stateFolder: () => string;
  /** The settings by their full names, not validated. @param file what `--config` says @throws NoConfig */
  readonly settings: (file: string) => Promise<Settings>;
  /** With the keys that can be reached. @throws what `connect` throws */
  readonly connect: (destination: Destination) => Promise<Connection>;
  /** Texts that must not be in an export: the access keys that are known without asking anybody. */
  readonly secrets: (target: Destination | Target) => Promise<readonly string[]>;
  /** Undefined: nobody is asked, and nobody is told more than is printed. */
  readonly pushes?: PushObserver;
}

export type Settings = Readonly<Record<string, unknown>>;

/** A push that was read to its end, before anything is sent. */
export interface PushToConfirm {
  readonly connection: Connection;
  readonly planned: PlannedExport;
  readonly totals: Totals;
  readonly findings: Findings;
  readonly signal: AbortSignal;
}

/** What was said yes to. */
export interface ConfirmedPush {
  /** Where the first files go, and on what condition. */
  readonly targets: readonly GuardedTarget[];
  /** What a later process needs to plan the run again. */
  readonly request: unknown;
}

/** Who takes part in pushes beside the command line. */
export interface PushObserver {
  /** @returns undefined when the push is declined */
  confirm(push: PushToConfirm): Promise<ConfirmedPush | undefined>;
  /** Is told what was delivered. */
  delivered(receipt: Receipt, destination: Destination): void;
}

/** The same with relative paths that begin in another folder. @param folder absolute */
export function inFolder(host: Host, folder: string): Host {
  return { ...host, folder, path: (name) => resolve(folder, name) };
}

/** The path of an option that may not be given. */
export function pathOf(host: Host, name: string | undefined): string | undefined {
  return name === undefined ? undefined : host.path(name);
}
