// What is asked of a store once is asked before a test looks at the requests, or breaks them.
import { conditionSupport } from '../../../src/delivery/conditions';
import type { Connection } from '../../../src/delivery/connection';
import type { FaultProxy } from '../../s3/faults/proxy';

export async function askOnce(connection: Connection, proxy: FaultProxy): Promise<Connection> {
  for (const request of ['put', 'complete'] as const) await conditionSupport(connection, request);
  proxy.forget();
  return connection;
}
