// A connection for as long as some work takes.
import { connect, type Connection } from '../delivery/connection';
import type { Destination } from '../model/destination';
import type { AccessKeyStore } from './accessKeyStore';

/** @throws MissingAccessKey, and what the work throws */
export async function withConnection<T>(
  destination: Destination,
  keys: AccessKeyStore,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(destination, () => keys.get(destination));
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
