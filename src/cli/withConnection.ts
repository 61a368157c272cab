// A connection for as long as some work takes, by credentials that the command line can reach.
import { connect, type Connection } from '../delivery/connection';
import type { Destination } from '../model/destination';
import { withReachableCredentials } from './config';

/** @throws what the work throws */
export async function withConnection<T>(
  destination: Destination,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(withReachableCredentials(destination), () => Promise.resolve(undefined));
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
