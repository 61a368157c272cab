// A program that pushes one segment file as the extension does, with a record in a journal, so that tests can kill it. Built
// into one file, it starts in a fraction of a second.
// usage: JOB='{…}' node pushProgram.js   prints `delivered`, or the code of the failure
import { connect } from '../../../../src/delivery/connection';
import { deliver } from '../../../../src/delivery/deliver';
import { keepingRecord } from '../../../../src/delivery/interrupted';
import { Journal } from '../../../../src/delivery/journal';
import { newRun } from '../../../../src/delivery/newRun';
import { readDestination } from '../../../../src/model/destination';
import { asFailure } from '../../../../src/model/failure';
import { fileSource } from '../../../../src/segment/source';
import type { AccessKey } from '../../../../src/model/accessKey';
import { planOf } from '../../collect';

export interface Job {
  /** The segment file. */
  readonly source: string;
  readonly definition: object;
  /** Settings. */
  readonly destination: object;
  readonly accessKey: AccessKey;
  /** Folder of the journal. */
  readonly journal: string;
  readonly partSize: number;
}

async function main({ source, definition, destination, accessKey, journal, partSize }: Job): Promise<string> {
  const { signal } = new AbortController();
  const planned = await planOf(fileSource(source), { type: 'csv' }, definition);
  const { files } = await planned.scan();
  const to = readDestination('test', destination);
  const connection = await connect(to, () => Promise.resolve(accessKey));
  const run = new Journal(journal).begin(await newRun(planned, to, {}, files));
  await keepingRecord(run, () =>
    deliver(connection, planned, { signal, expected: files, journal: run, partSize }),
  );
  connection.close();
  return 'delivered';
}

main(JSON.parse(process.env['JOB'] ?? '') as Job)
  .catch((error: unknown) => asFailure(error).code)
  .then(console.log, console.error);
