// `abort ID`: removes what an interrupted push has left in the bucket, but for files that are delivered.
import { clearUp, keepingRecord, type Cleared } from '../delivery/interrupted';
import { s3Uri } from '../model/bucketName';
import type { RunRecord } from '../model/runRecord';
import type { AbortArguments } from './arguments';
import { claim, destinationOf } from './interrupted';
import { print, table } from './terminal';
import { withConnection } from './withConnection';

export async function abort({ id, config, state }: AbortArguments): Promise<void> {
  const run = await claim(id, state);
  try {
    const destination = await destinationOf(run.record, config);
    const cleared = await withConnection(destination, (connection) =>
      keepingRecord(run, () => clearUp(connection, run)),
    );
    await print(table(linesOf(run.record, cleared)));
  } finally {
    run.leave();
  }
}

function linesOf({ bucket, upload, delivered }: RunRecord, cleared: Cleared): [string, string][] {
  const uri = upload ? s3Uri(bucket, upload.key) : '';
  const outcome: [string, string] =
    cleared === 'delivered'
      ? ['delivered', `${uri} · there was nothing to remove`]
      : ['aborted', [uri, 'no part of it remains'].filter(Boolean).join(' · ')];
  return [outcome, ...delivered.map(({ key }): [string, string] => ['remains', s3Uri(bucket, key)])];
}
