// Many pushes at once to one key, each on a connection of its own: exactly one wins under `fail`, and nothing is torn. In
// buckets that keep versions, radosgw 20.2 lets several win: it looks for an object and writes one in two steps there.
import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/delivery/connection';
import { targetOf } from '../../../../src/delivery/guard';
import { push } from '../../../../src/delivery/push';
import type { OverwritePolicy } from '../../../../src/model/objectSettings';
import { asFailure } from '../../../../src/model/failure';
import { temporaryFolder } from '../../temporaryFolder';
import { exportOf, pattern, sha256 } from '../exports';
import { describeOnServer } from '../servers';
import { owner, type Store } from '../store';
import { Bucket } from './bucket';
import { buildPushProgram, startPush } from './programs';
import { partSize, rivalBytes } from './trial';

const pushers = 12;
/** What is said to those who did not win. */
const refusals: Record<OverwritePolicy, readonly string[]> = {
  fail: ['key-taken', 'key-contested'],
  rename: ['key-taken', 'key-contested'],
  replace: ['object-changed', 'key-contested'],
};
const signal = new AbortController().signal;

describeOnServer(
  'many pushes at once to one key',
  function (server) {
    this.timeout(120_000);
    const folder = temporaryFolder();
    let store: Store;
    let bucket: Bucket;
    before(async () => {
      store = await server.start();
      bucket = await Bucket.of(store);
    });
    after(() => store.close());

    /** Everybody pushes something else. @returns the SHA-256 of each winner's export, by its key */
    async function race(key: string, size: number, overwrite: OverwritePolicy): Promise<Map<string, string>> {
      const winners = new Map<string, string>();
      const codes: string[] = [];
      const connections = await Promise.all(Array.from({ length: pushers }, () => store.connect(owner)));
      const find = (connection: Connection) => targetOf(connection, key, 'csv', overwrite);
      // Who replaces has seen what all the others have seen: somebody later may well replace the winner.
      const seen = overwrite === 'replace' ? await Promise.all(connections.map(find)) : [];
      const pushOne = async (connection: Connection, index: number): Promise<void> => {
        const bytes = Buffer.concat([pattern(size), Buffer.from(`of ${index}`)]);
        const target = seen[index] ?? (await find(connection));
        const { sha256: hash } = await push(
          connection,
          { ...exportOf(bytes), ...target },
          { signal, partSize },
        );
        if (winners.has(target.key)) codes.push('won twice');
        winners.set(target.key, hash);
      };
      await Promise.all(
        connections.map((connection, index) =>
          pushOne(connection, index).catch((error: unknown) => codes.push(asFailure(error).code)),
        ),
      );
      assert.deepEqual(
        codes.filter((code) => !refusals[overwrite].includes(code)),
        [],
      );
      assert.deepEqual(await bucket.unfinished(key.slice(0, -4)), []);
      return winners;
    }

    for (const [way, size] of [
      ['one request', 1000],
      ['parts', 2 * partSize],
    ] as const) {
      it(`in ${way}: exactly one wins under fail, and its object is there`, async () => {
        const key = `race/fail-${size}.csv`;
        const winners = await race(key, size, 'fail');
        const versions = await bucket.versions(key);
        assert.deepEqual(
          versions.map((version) => version.sha256),
          [...winners.values()],
        );
        assert.equal(winners.size, 1);
      });

      it(`in ${way}: each winner has a name of its own under rename`, async () => {
        const key = `race/rename-${size}.csv`;
        await bucket.put(key, rivalBytes, false);
        const winners = await race(key, size, 'rename');
        const versions = await bucket.versions(key.slice(0, -4));
        const theirs = new Map([[key, sha256(rivalBytes)]]);
        assert.ok(winners.size > 0);
        assert.deepEqual(
          new Map(versions.map((version) => [version.key, version.sha256])),
          new Map([...winners, ...theirs]),
        );
        assert.equal(versions.length, winners.size + 1);
      });

      it(`in ${way}: one replaces what all have seen under replace`, async () => {
        const key = `race/replace-${size}.csv`;
        await bucket.put(key, rivalBytes, false);
        const winners = await race(key, size, 'replace');
        const [object] = await bucket.versions(key);
        assert.deepEqual([...winners.values()], [object?.sha256]);
      });
    }

    it('of several processes: exactly one wins, and its object is there', async () => {
      const program = buildPushProgram(folder.path('.'));
      const job = (index: number) => ({
        source: folder.path(`${index}.ndjson`),
        ...{
          definition: { fileName: 'processes' },
          partSize,
          accessKey: owner,
          journal: folder.path('journal'),
        },
        destination: store.settings({ folderPath: '' }),
      });
      const ends = await Promise.all(
        Array.from({ length: 4 }, (_, index) => {
          folder.write(`${index}.ndjson`, `{"of":"${index}"}\n`.repeat(10_000 * (1 + (index % 2) * 19)));
          return startPush(program, job(index)).ended;
        }),
      );
      assert.equal(ends.filter((end) => end === 'delivered').length, 1, ends.join(', '));
      assert.ok(
        ends.every((end) => ['delivered', ...refusals.fail].includes(end)),
        ends.join(', '),
      );
      const [object, ...more] = await bucket.versions('processes.csv');
      const winner = ends.indexOf('delivered');
      const rows = 10_000 * (1 + (winner % 2) * 19);
      assert.equal(object?.sha256, sha256(Buffer.from(`of\n${`${winner}\n`.repeat(rows)}`)));
      assert.deepEqual(more, []);
      assert.deepEqual(await bucket.unfinished('processes'), []);
    });
  },
  { minPartBytes: partSize },
);
