// The S3 servers that the tests run on: the local endpoint by default, and in the phase `s3` a real one, Ceph's radosgw.
import { type Ceph, type CephOptions, startCeph } from './ceph/cluster';
import { installCeph } from './ceph/install';

/** `local`: the endpoint in `server/`. `radosgw`: Ceph's S3 gateway, on Debian as root. */
export type ServerKind = 'local' | 'radosgw';

/** What the tests of this process run on: `S3D_TEST_SERVER`, or the local endpoint. */
export const serverKind: ServerKind = process.env['S3D_TEST_SERVER'] === 'radosgw' ? 'radosgw' : 'local';

/**
 * Call inside `describe`: a Ceph of its own for the suite. It gives memory back only when it ends.
 * @returns the Ceph, once the suite's first test has begun
 */
export function useCeph(options: Omit<CephOptions, 'folder'>): () => Ceph {
  let ceph: Ceph | undefined;
  before(async function () {
    // The phase has installed it before; a test run by itself may have to.
    this.timeout(600_000);
    ceph = await startCeph({ ...options, folder: await installCeph() });
  });
  after(() => ceph?.stop());
  return () => {
    if (!ceph) throw new Error('The suite has not begun.');
    return ceph;
  };
}
