// `check ID`: whether a destination can be written to, and what else its credentials allow.
import { checkConnection } from '../delivery/check';
import { connect } from '../delivery/connection';
import type { CheckArguments } from './arguments';
import { findDestination, withReachableCredentials } from './config';
import { print, table } from './terminal';

export async function check({ config, destination: id }: CheckArguments, signal: AbortSignal): Promise<void> {
  const destination = withReachableCredentials(await findDestination(config, id));
  const connection = await connect(destination, () => Promise.resolve(undefined));
  try {
    const { write, read, list, abort } = await checkConnection(connection, signal);
    await print(
      table([
        ['write', write],
        ['read', read],
        ['list', list],
        ['abort', abort],
      ]),
    );
  } finally {
    connection.close();
  }
}
