// Pushes from a machine whose clock is wrong by an hour, either way. The store refuses the first request and says what time
// it is; from then on the client reckons with that.
import assert from 'node:assert/strict';
import { temporaryFolder } from '../../temporaryFolder';
import { sha256 } from '../exports';
import { describeOnServer } from '../servers';
import { owner, type Store } from '../store';
import { Bucket } from './bucket';
import { buildPushProgram, startPush } from './programs';
import { partSize } from './trial';

/** A module that puts the clock of a process wrong, by so many hours. */
function wrongBy(hours: number): string {
  const code = `const Right = Date, now = () => Right.now() + ${hours * 3_600_000};
    globalThis.Date = class Date extends Right {
      static now = now;
      constructor(...given) { given.length ? super(...given) : super(now()); }
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

describeOnServer(
  'a clock that is wrong by an hour',
  function (server) {
    this.timeout(60_000);
    const folder = temporaryFolder();
    let store: Store;
    let program: string;
    before(async () => {
      store = await server.start();
      program = buildPushProgram(folder.path('.'));
    });
    after(() => store.close());

    for (const hours of [1, -1]) {
      for (const [way, rows] of [
        ['one request', 3],
        ['parts', 300_000],
      ] as const) {
        it(`does not keep ${way} from being delivered: ${hours} h`, async () => {
          const name = `clock-${hours}-${rows}`;
          folder.write('people.ndjson', '{"a":"1"}\n'.repeat(rows));
          const job = {
            ...{ source: folder.path('people.ndjson'), definition: { fileName: name } },
            ...{ partSize, accessKey: owner, journal: folder.path('journal') },
            destination: store.settings({ folderPath: '' }),
          };
          const { ended } = startPush(program, job, [process.execPath, '--import', wrongBy(hours)]);
          assert.equal(await ended, 'delivered');
          const bucket = await Bucket.of(store);
          const [object] = await bucket.versions(name);
          assert.equal(object?.sha256, sha256(Buffer.from(`a\n${'1\n'.repeat(rows)}`)));
          assert.deepEqual(await bucket.unfinished(name), []);
        });
      }
    }
  },
  { minPartBytes: partSize },
);
