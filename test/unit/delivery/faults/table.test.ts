// Each fault by itself, struck once or always, at each request of a push that it can befall: how the push ends then.
// One judge looks at what is in the bucket.
import assert from 'node:assert/strict';
import { asFailure } from '../../../../src/model/failure';
import type { FaultKind } from '../../../s3/faults/fault';
import { describeOnServer } from '../servers';
import type { Store } from '../store';
import { Bucket } from './bucket';
import { inTurns } from './inTurns';
import { judge } from './judge';
import { type RequestName, requests } from './requests';
import { partSize, tryPush, type Trial, type Tried } from './trial';

/** More often than anybody tries. */
const always = 20;
const MiB = 1024 ** 2;

/** What befalls which request how often; and a second one, for what happens after the first. */
type Strike = readonly [kind: FaultKind, at: RequestName, times: number];
/** `delivered`, or the code of the failure. */
type Row = readonly [ends: string, ...strikes: Strike[]];

/** Of an export in one request, and of one in parts. */
const rows: Record<'one request' | 'parts', readonly Row[]> = {
  'one request': [
    ['delivered', ['reset', 'put', 1]],
    ['connection-lost', ['reset', 'put', always]],
    ['delivered', ['slowDown', 'put', 3]],
    ['slow-down', ['slowDown', 'put', always]],
    ['delivered', ['internalError', 'put', 2]],
    ['internal-error', ['internalError', 'put', always]],
    ['delivered', ['loseAnswer', 'put', 1]],
    ['delivered', ['loseAnswer', 'put', always]],
    ['delivered', ['flipBit', 'put', 1]],
    ['bad-digest', ['flipBit', 'put', always]],
    ['delivered', ['stall', 'put', 1]],
    ['timeout', ['stall', 'put', always]],
    ['delivered', ['keepAnswer', 'put', 1]],
    ['delivered', ['keepAnswer', 'put', always]],
    ['delivered', ['delayAnswer', 'put', 1]],
    ['expired-token', ['expiredToken', 'put', always]],
    // Once is enough: the client believes it, and signs with a wrong time from then on.
    ['request-time-too-skewed', ['tooSkewed', 'put', 1]],
    ['delivered', ['conflict', 'put', 2]],
    ['key-contested', ['conflict', 'put', always]],
    ['delivered', ['expiredToken', 'askPut', always]],
    ['delivered', ['conflict', 'askPut', 1]],
    ['delivery-unknown', ['goAway', 'put', 1]],
    ['delivery-unknown', ['loseAnswer', 'put', always], ['slowDown', 'look', always]],
  ],
  parts: [
    ['delivered', ['reset', 'part', 2]],
    ['connection-lost', ['reset', 'secondPart', always]],
    ['delivered', ['slowDown', 'part', 4]],
    ['slow-down', ['slowDown', 'secondPart', always]],
    ['delivered', ['internalError', 'create', 2]],
    ['internal-error', ['internalError', 'create', always]],
    ['delivered', ['internalError', 'secondPart', 2]],
    ['internal-error', ['internalError', 'secondPart', always]],
    ['delivered', ['internalError', 'complete', 2]],
    ['internal-error', ['internalError', 'complete', always]],
    ['delivered', ['errorIn200', 'complete', 2]],
    ['internal-error', ['errorIn200', 'complete', always]],
    ['delivered', ['errorAfterWork', 'complete', 1]],
    ['delivered', ['errorAfterWork', 'complete', always]],
    ['delivered', ['loseAnswer', 'create', 1]],
    ['delivered', ['loseAnswer', 'secondPart', 1]],
    ['connection-lost', ['loseAnswer', 'secondPart', always]],
    ['delivered', ['loseAnswer', 'complete', 1]],
    ['delivered', ['loseAnswer', 'complete', always]],
    ['bad-digest', ['flipBit', 'secondPart', always], ['loseAnswer', 'abort', 1]],
    ['unfinished-upload', ['flipBit', 'secondPart', always], ['reset', 'abort', always]],
    ['bad-digest', ['flipBit', 'secondPart', always], ['feignSuccess', 'abort', 2]],
    [
      'unfinished-upload',
      ['flipBit', 'secondPart', always],
      ['feignSuccess', 'abort', always],
      ['slowDown', 'listParts', always],
    ],
    ['delivered', ['flipBit', 'secondPart', 2]],
    ['delivered', ['stall', 'secondPart', 1]],
    ['timeout', ['stall', 'secondPart', always]],
    ['delivered', ['stall', 'complete', 1]],
    ['timeout', ['stall', 'complete', always]],
    ['delivered', ['stallAnswer', 'create', 1]],
    ['delivered', ['stallAnswer', 'complete', 1]],
    ['delivered', ['cutAnswer', 'create', 1]],
    ['delivered', ['cutAnswer', 'complete', 1]],
    ['delivered', ['keepAnswer', 'complete', always]],
    ['delivered', ['delayAnswer', 'complete', 1]],
    ['expired-token', ['expiredToken', 'secondPart', always]],
    ['expired-token', ['expiredToken', 'complete', always]],
    ['key-contested', ['conflict', 'complete', 1]],
    ['unfinished-upload', ['reset', 'askAbort', always]],
    ['delivery-unknown', ['goAway', 'complete', 1]],
    ['unfinished-upload', ['goAway', 'secondPart', 1]],
  ],
};

function trialOf(bytes: number, strikes: readonly Strike[]): Trial {
  const faults = strikes.map(([kind, at, times]) => ({ kind, ...requests[at], times }));
  return { bytes, overwrite: 'fail', confirmed: false, faults };
}

/** A request of 3 s over a link on which there is never so long a silence as the timeout. */
const slow: Trial = { ...trialOf(12 * MiB, []), partSize: 16 * MiB, bytesPerSecond: 4 * MiB };

const trials = new Map<string, { readonly ends: string; readonly trial: Trial }>();
for (const [way, bytes] of [
  ['one request', partSize - 1],
  ['parts', 3 * partSize],
] as const) {
  for (const [ends, ...strikes] of rows[way]) {
    const what = strikes.map(
      ([kind, at, times]) => `${kind} at ${at} ${times === always ? 'always' : `${times} times`}`,
    );
    trials.set(`${way}: ${what.join(', ')}: ${ends}`, { ends, trial: trialOf(bytes, strikes) });
  }
}
trials.set('one request: a slow link: delivered', { ends: 'delivered', trial: slow });

describeOnServer(
  'each fault by itself,',
  function (server) {
    this.timeout(120_000);
    let store: Store;
    let bucket: Bucket;
    let pushes: Promise<Tried>[] = [];
    before(async () => {
      store = await server.start();
      bucket = await Bucket.keepingVersions(store);
      pushes = inTurns([...trials.values()], ({ trial }, index) => tryPush(bucket, `row-${index}`, trial));
    });
    after(() => store.close());

    [...trials].forEach(([title, { ends }], index) => {
      it(title, async () => {
        const tried = await (pushes[index] ?? assert.fail());
        const verdict = await judge(bucket, tried);
        assert.equal(tried.error === undefined ? verdict : asFailure(tried.error).code, ends);
        const kinds = new Set(tried.trial.faults.map(({ kind }) => kind));
        assert.deepEqual(new Set(tried.struck.map((line) => line.split(' ')[0])), kinds);
      });
    });
  },
  { minPartBytes: partSize },
);
