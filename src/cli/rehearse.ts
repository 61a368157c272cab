// `run --dry-run`: what would run, with the figures that it would have. Nothing is sent, and no state is changed: a snapshot
// that a run would keep is made in a folder that is gone afterwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planIncrement, type SnapshotFiles } from '../export/incremental/increment';
import { dueNow } from '../schedule/dueNow';
import { dueAfter } from '../schedule/exportAtWork';
import { exportFolder, filesIn, stateOf } from '../schedule/exportState';
import { planAt } from '../schedule/runMoment';
import type { Outside, ScheduledExport } from '../schedule/scheduledExport';
import type { Planned, Told } from './runReport';

/** @param due whether it is what is due by the schedule @throws what planning and reading the segment throw */
export async function rehearse(what: ScheduledExport, due: boolean, outside: Outside): Promise<Told[]> {
  const now = outside.now();
  if (!due) return [await plannedFor(what, now, outside)];
  const after = dueAfter(await stateOf(what, outside), outside);
  const { run, passedOver } = await dueNow(what, after, now);
  const told: Told[] = passedOver.map((moment) => ({ kind: 'passedOver', moment }));
  return [...told, ...(await inTheirOrder(what, run, outside))];
}

/** An incremental run begins with the snapshot of the one before it. */
async function inTheirOrder(
  what: ScheduledExport,
  moments: readonly Date[],
  outside: Outside,
): Promise<Planned[]> {
  const folder = await mkdtemp(join(tmpdir(), 's3-destinations-'));
  try {
    const planned: Planned[] = [];
    let last = filesIn(exportFolder(what, outside)).snapshot;
    for (const [index, moment] of moments.entries()) {
      const next = join(folder, String(index));
      planned.push(await plannedFor(what, moment, outside, { last, next }));
      last = next;
    }
    return planned;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param files of snapshots. Undefined: the run is full */
async function plannedFor(
  what: ScheduledExport,
  moment: Date,
  { signal, onBegin, onProgress }: Outside,
  files?: SnapshotFiles,
): Promise<Planned> {
  onBegin?.(what, moment);
  const { incremental } = what.opened.definition;
  const planned = await planAt(what, moment, signal);
  const increment = incremental && files && (await planIncrement(planned, incremental, files, { signal }));
  try {
    const totals = await (increment?.planned ?? planned).scan({ signal, onProgress });
    return { kind: 'planned', moment, totals, changes: increment?.changes };
  } finally {
    await increment?.close();
  }
}
