// One push past faults: an export of some size, a policy, what goes wrong on the way, and perhaps a person who cancels
// or somebody else who writes the same key.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figures } from '../../../../src/export/digest';
import { targetOf, type Target } from '../../../../src/delivery/guard';
import { push, type Outcome } from '../../../../src/delivery/push';
import type { OverwritePolicy } from '../../../../src/model/objectSettings';
import type { Fault } from '../../../s3/faults/fault';
import { startFaultProxy } from '../../../s3/faults/proxy';
import { exportOf, figuresOf, pattern } from '../exports';
import { owner } from '../store';
import type { Bucket } from './bucket';

/** In bytes. An export below it goes in one request; of pieces of 64 KiB each has four. */
export const partSize = 256 * 1024;
/** In milliseconds: long for these small parts on a busy machine, short for who waits five times. */
const timeouts = { connection: 3_000, silence: 2_500 };

/** What somebody else writes. */
export const rivalBytes = Buffer.from('of somebody else');

export interface Trial {
  /** Size of the export. */
  readonly bytes: number;
  readonly overwrite: OverwritePolicy;
  /** Whether size and SHA-256 were confirmed before. */
  readonly confirmed: boolean;
  readonly faults: readonly Fault[];
  readonly bytesPerSecond?: number | undefined;
  /** See PushOptions. Default: the constant above. */
  readonly partSize?: number | undefined;
  /** Cancelled so many milliseconds after the request with this number has come. */
  readonly cancel?: { readonly at: number; readonly after: number } | undefined;
  /** Somebody else writes the key before the request with this number is passed on; 0 is before the push. */
  readonly rival?: { readonly at: number; readonly onlyIfFree: boolean } | undefined;
}

/** What came of a trial, as far as the one who pushes can tell. */
export interface Tried {
  readonly trial: Trial;
  /** All that it wrote stands below it. */
  readonly folder: string;
  /** Of what was to be delivered. */
  readonly figures: Figures;
  readonly target: Target | undefined;
  readonly outcome: Outcome | undefined;
  readonly error: unknown;
  readonly cancelled: boolean;
  readonly rivalWrote: boolean;
  /** The requests that came, and those that a fault struck: see FaultProxy. */
  readonly seen: readonly string[];
  readonly struck: readonly string[];
}

/** Pushes. @param folder that nothing else is written to */
export async function tryPush(bucket: Bucket, folder: string, trial: Trial): Promise<Tried> {
  const { rival, cancel, overwrite, partSize: size = partSize } = trial;
  const key = `${folder}/export.csv`;
  const stop = new AbortController();
  let rivalWrote = false;
  const before = async (count: number): Promise<void> => {
    if (cancel?.at === count) void sleep(cancel.after).then(() => stop.abort());
    if (rival?.at !== count) return;
    rivalWrote = true;
    await bucket.put(key, rivalBytes, rival.onlyIfFree);
  };
  const { store } = bucket;
  const proxy = await startFaultProxy(store.url, { before });
  proxy.faults.push(...trial.faults.map((fault) => ({ ...fault })));
  proxy.setBytesPerSecond(trial.bytesPerSecond);
  const settings = { folderPath: folder, overwrite, endpoint: proxy.url };
  const connection = await store.connect(owner, settings, { timeouts });
  const bytes = pattern(trial.bytes);
  const figures = figuresOf(bytes);
  const expected = trial.confirmed ? figures : undefined;
  let target: Target | undefined;
  let outcome: Outcome | undefined;
  let error: unknown;
  try {
    await before(0);
    target = await targetOf(connection, key, 'csv', overwrite, stop.signal);
    const file = { ...exportOf(bytes), ...target, expected };
    outcome = await push(connection, file, { signal: stop.signal, partSize: size });
  } catch (thrown) {
    error = thrown;
  } finally {
    connection.close();
    await proxy.close();
  }
  const { seen, struck } = proxy;
  const cancelled = stop.signal.aborted;
  return {
    trial,
    folder,
    figures,
    target,
    outcome,
    error,
    cancelled,
    rivalWrote,
    seen,
    struck,
  };
}
