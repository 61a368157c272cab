// The delivery room's suites on the server that this process tests on: the local endpoint, or Ceph's radosgw.
import type { CephOptions } from '../../s3/ceph/cluster';
import type { S3EndpointOptions } from '../../s3/server/server';
import { serverKind, useCeph } from '../../s3/servers';
import { guest, newBucketName, owner, Store } from './store';

export interface Server {
  /** A new, empty store for one test. */
  start(): Promise<Store>;
  /** A test for the local endpoint alone; elsewhere it is pending and says why. */
  readonly itLocally: (why: string, title: string, body: Mocha.AsyncFunc) => void;
}

/** How a server of a suite differs from S3. */
export type ServerOptions = Pick<S3EndpointOptions & CephOptions, 'minPartBytes'>;

/** Declares a suite. On radosgw it has a Ceph of its own. */
export function describeOnServer(
  title: string,
  declare: (this: Mocha.Suite, server: Server) => void,
  options: ServerOptions = {},
): void {
  describe(`${title} on ${serverKind === 'local' ? 'the local endpoint' : serverKind}`, function () {
    declare.call(this, serverKind === 'local' ? local(options) : radosgw(options));
  });
}

function local(options: ServerOptions): Server {
  return {
    start: () => Store.start(options, newBucketName()),
    itLocally: (_why, title, body) => void it(title, body),
  };
}

function radosgw(options: ServerOptions): Server {
  const ceph = useCeph({ owner, guest, ...options });
  return {
    start: () => Store.startIn(ceph()),
    itLocally: (why, title) => void it(`${title} [local endpoint only: ${why}]`),
  };
}
