// A push in parts over HTTPS, to Ceph, which is the server of the tests that speaks it: every part goes in pieces, and
// again from its beginning when the connection breaks.
import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { connect as connectTo, type Connection } from '../../../src/delivery/connection';
import { push } from '../../../src/delivery/push';
import { readObject } from '../../../src/delivery/objects';
import { readDestination } from '../../../src/model/destination';
import { serverKind, useCeph } from '../../s3/servers';
import { exportOf, pattern } from './exports';
import { guest, owner } from './store';

const MiB = 1024 ** 2;

if (serverKind === 'radosgw')
  describe('push over HTTPS on radosgw', function () {
    this.timeout(120_000);
    const ceph = useCeph({ owner, guest, tls: true });
    let proxy: Server;
    let broken: number;
    let connection: Connection;
    before(async () => {
      // Node reads the certificates that it trusts at its start only, and Ceph's is made later.
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      proxy = createServer((client) =>
        tunnel(client, Number(new URL(ceph().url).port), () => broken++ === 0),
      );
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const endpoint = `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const settings = { bucket: 'exports', endpoint, pathStyle: true, credentials: { type: 'accessKey' } };
      connection = await connectTo(readDestination('test', settings), () => Promise.resolve(owner));
      broken = 1;
      await connection.client.send(new CreateBucketCommand({ Bucket: 'exports' }));
    });
    after(() => {
      connection.close();
      proxy.close();
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    });

    for (const [title, whole] of [
      ['delivers every byte', 1],
      ['delivers every byte when a connection breaks in mid-part', 0],
    ] as const)
      it(title, async () => {
        broken = whole;
        const bytes = pattern(23 * MiB + 17);
        const key = `export-${whole}.csv`;
        const signal = new AbortController().signal;
        const { proof } = await push(connection, exportOf(bytes, key), { signal, partSize: 5 * MiB });
        assert.equal(proof, 'checksum');
        assert.ok(broken > 0);
        assert.ok(bytes.equals((await readObject(connection, key)).bytes));
      });
  });

/** Passes a connection on. One that has carried 3 MiB is broken if `breaks` says so. */
function tunnel(client: Socket, port: number, breaks: () => boolean): void {
  const server = connect(port, '127.0.0.1');
  let bytes = 0;
  client.on('data', (data: Buffer) => {
    bytes += data.length;
    if (bytes > 3 * MiB && breaks()) client.destroy();
  });
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
  }
}
