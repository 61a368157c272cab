// Hundreds of pushes, each past a schedule of faults that is drawn at random. Whatever happens, nothing is lost, nothing
// is there twice and nothing is corrupted. The seed of a run is in its title: S3D_FAULT_SEED draws the same schedules again.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { serverKind } from '../../../../s3/servers';
import { describeOnServer } from '../../servers';
import type { Store } from '../../store';
import { arbitraryTrial } from './arbitraryTrial';
import { Bucket } from '../bucket';
import { inTurns } from '../inTurns';
import { faultSeed as seed } from '../seed';
import { judge, type Verdict, type Wrong, WrongOutcome } from '../judge';
import { partSize, tryPush, type Trial } from '../trial';

/** How many. `S3D_FAULT_SCHEDULES` for other numbers. */
const count = Number(process.env['S3D_FAULT_SCHEDULES'] ?? (serverKind === 'local' ? 240 : 120));
type Result = { readonly verdict: Verdict } | { readonly wrong: Wrong; readonly message: string };

async function resultOf(bucket: Bucket, index: number, trial: Trial): Promise<Result> {
  try {
    return { verdict: await judge(bucket, await tryPush(bucket, `schedule-${index}`, trial)) };
  } catch (error) {
    if (!(error instanceof WrongOutcome)) throw error;
    const { wrong, message } = error;
    return { wrong, message: `schedule ${index} of seed ${seed}: ${message}\n  ${fc.stringify(trial)}` };
  }
}

describeOnServer(
  `${count} schedules of faults, seed ${seed},`,
  function (server) {
    this.timeout(60_000 + 2_000 * count);
    let store: Store;
    before(async () => {
      store = await server.start();
    });
    after(() => store.close());

    it('lose nothing, duplicate nothing and corrupt nothing', async () => {
      const trials = fc.sample(arbitraryTrial, { seed, numRuns: count });
      const bucket = await Bucket.keepingVersions(store);
      const results = await Promise.all(inTurns(trials, (trial, index) => resultOf(bucket, index, trial)));
      const number = (which: Verdict | Wrong) =>
        results.filter((result) => ('verdict' in result ? result.verdict : result.wrong) === which).length;
      const shown = (...which: (Verdict | Wrong)[]) =>
        which.map((each) => `${number(each)} ${each}`).join(', ');
      console.log(`      ${shown('delivered', 'refused', 'cancelled', 'unknown')};`);
      console.log(
        `      ${shown('lost', 'duplicated', 'corrupted', 'overwritten', 'unguarded', 'undisclosed', 'leftOver', 'unexplained')}`,
      );
      const wrong = results.flatMap((result) => ('wrong' in result ? [result.message] : []));
      assert.deepEqual(wrong, []);
      assert.equal(results.length, count);
    });
  },
  { minPartBytes: partSize },
);
