// A connection for as long as some work takes.
import { connect, type Connection } from '../delivery/connection';
import type { Destination } from '../model/destination';
import type { AccessKeySource } from './accessKeyStore';

/** @throws MissingAccessKey, KeyringUnavailable, AbortError when a person refuses to give the key, and what the work throws */
export async function withConnection<T>(
  destination: Destination,
  keys: AccessKeySource,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(destination, (expired) => keys.getAccessKey(destination, expired));
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
