// `uploads`: the pushes that ended in the middle, with the ids by which they are resumed or aborted.
import { s3Uri } from '../model/bucketName';
import type { RunRecord } from '../model/runRecord';
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
function described({
  id,
  startedAt,
  destination,
  bucket,
  segment,
  confirmed,
  delivered,
  current,
}: RunRecord): unknown {
  const files = delivered.map(({ key }) => key);
  return {
    id,
    startedAt,
    destination,
    bucket,
    segment,
    resumable: confirmed !== undefined,
    delivered: files,
    key: current?.key,
  };
}

function describe({ startedAt, destination, bucket, segment, delivered, current }: RunRecord): string {
  const done = delivered.length > 0 ? [`${counted(delivered.length, 'file')} delivered`] : [];
  const open = current ? [`${current.started ? 'parts of' : 'at'} ${s3Uri(bucket, current.key)}`] : [];
  return [`${segment} to ${destination}`, `begun ${startedAt}`, ...done, ...open].join(' · ');
}
