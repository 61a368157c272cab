// `abort ID`: removes what an interrupted push has left in the bucket, but for files that are delivered.
import { clearUp, keepingRecord, type Cleared } from '../delivery/interrupted';
import { s3Uri } from '../model/bucketName';
import type { RunRecord } from '../model/runRecord';
import type { AbortArguments } from './arguments';
import type { Host } from './host';
import { claim, destinationOf } from './interrupted';
import { print, table } from './terminal';
import { withConnection } from './withConnection';

export async function abort({ id, config, state }: AbortArguments, host: Host): Promise<void> {
  const run = await claim(host, id, state);
  try {
    const destination = await destinationOf(host, run.record, config);
    const cleared = await withConnection(host, destination, (connection) =>
      keepingRecord(run, () => clearUp(connection, run)),
    );
    await print(host, table(linesOf(run.record, cleared)));
  } finally {
    run.leave();
  }
}

const word: Record<Cleared, string> = { removed: 'aborted', delivered: 'delivered', unknown: 'unknown' };
const text: Record<Cleared, string> = {
  removed: 'no part of it remains',
  delivered: 'there was nothing to remove',
  unknown: 'no part of it remains; it may have been delivered before: look for it in the bucket',
};

function linesOf({ bucket, current, delivered }: RunRecord, cleared: Cleared): [string, string][] {
  const uri = current ? s3Uri(bucket, current.key) : '';
  const outcome: [string, string] = [word[cleared], [uri, text[cleared]].filter(Boolean).join(' · ')];
  return [outcome, ...delivered.map(({ key }): [string, string] => ['remains', s3Uri(bucket, key)])];
}
