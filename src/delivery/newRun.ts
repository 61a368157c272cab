// The first record of a run: what it is to bring about.
import { randomUUID } from 'node:crypto';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { FileFigures } from '../model/receipt';
import { configSha256 } from './configSha256';
import type { Target } from './guard';
import type { NewRun } from './journal';

/**
 * @param request what whoever begins the run needs to plan it again
 * @param targets what was looked up of the first files' keys
 * @param files as a scan found them. Without them the run can be cleared up when it is interrupted, not carried on
 */
export async function newRun(
  planned: PlannedExport,
  destination: Destination,
  request: unknown,
  files?: readonly FileFigures[],
  targets: readonly Target[] = [],
): Promise<NewRun> {
  const { plan } = planned;
  const { id, bucket, endpoint } = destination;
  const run: NewRun = {
    id: randomUUID(),
    startedAt: new Date().toISOString(),
    moment: plan.moment.toISOString(),
    destination: id,
    bucket,
    ...(endpoint !== undefined && { endpoint }),
    segment: plan.segment.name,
    request,
  };
  if (!files) return run;
  const sourceSha256 = await planned.sourceSha256();
  return {
    ...run,
    confirmed: {
      sourceSha256,
      configSha256: configSha256(plan, destination),
      files: [...files],
      targets: [...targets],
    },
  };
}
