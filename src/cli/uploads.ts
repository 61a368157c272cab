// `uploads`: the pushes that ended in the middle, with the ids by which they are resumed or aborted.
import { s3Uri } from '../model/bucketName';
import type { RunRecord } from '../model/runRecord';
import { readScheduledRequest } from '../schedule/scheduledRequest';
import type { UploadsArguments } from './arguments';
import type { Host } from './host';
import { journalIn } from './interrupted';
import { counted, print, printJson, table } from './terminal';

export async function uploads({ json, state }: UploadsArguments, host: Host): Promise<void> {
  const records = await journalIn(host, state).interrupted();
  if (json) return printJson(host, records.map(described));
  await print(host, table(records.map((record) => [record.id, describe(record)])));
}

/** Without what only this program understands. */
function described(record: RunRecord): unknown {
  const { id, startedAt, destination, bucket, segment, confirmed, delivered, current } = record;
  const files = delivered.map(({ key }) => key);
  return {
    id,
    startedAt,
    destination,
    bucket,
    segment,
    resumable: confirmed !== undefined && !isScheduled(record),
    scheduled: isScheduled(record),
    delivered: files,
    key: current?.key,
  };
}

function isScheduled(record: RunRecord): boolean {
  return readScheduledRequest(record) !== undefined;
}

function describe(record: RunRecord): string {
  const { startedAt, destination, bucket, segment, delivered, current } = record;
  const done = delivered.length > 0 ? [`${counted(delivered.length, 'file')} delivered`] : [];
  const open = current ? [`${current.started ? 'parts of' : 'at'} ${s3Uri(bucket, current.key)}`] : [];
  const next = isScheduled(record) ? ['continued by run --due'] : [];
  return [`${segment} to ${destination}`, `begun ${startedAt}`, ...done, ...open, ...next].join(' · ');
}
