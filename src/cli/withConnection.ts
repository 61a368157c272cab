// A connection for as long as some work takes.
import type { Connection } from '../delivery/connection';
import type { Destination } from '../model/destination';
import type { Host } from './host';

/** @throws what the work throws */
export async function withConnection<T>(
  host: Host,
  destination: Destination,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await host.connect(destination);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
