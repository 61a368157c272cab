// Trials drawn at random: sizes, policies, faults on any request of a push, cancelling, and a rival.
import fc from 'fast-check';
import type { Fault, FaultKind } from '../../../../s3/faults/fault';
import { type RequestName, requests } from '../requests';
import { partSize, type Trial } from '../trial';

/** What can befall any request. */
const anywhere: readonly FaultKind[] = [
  'loseAnswer',
  'keepAnswer',
  'cutAnswer',
  'stallAnswer',
  'delayAnswer',
  'reset',
  'stall',
  'slowDown',
  'internalError',
  'expiredToken',
  'tooSkewed',
];

/** What can befall some of them beside. */
const more: Partial<Record<RequestName, readonly FaultKind[]>> = {
  put: ['flipBit', 'conflict', 'hideChecksum'],
  part: ['flipBit'],
  secondPart: ['flipBit'],
  complete: ['errorIn200', 'errorAfterWork', 'flipBit', 'conflict', 'hideChecksum'],
  // Parts that land after an abort look like this.
  abort: ['feignSuccess'],
  look: ['hideChecksum'],
};

/** Mostly the requests of the push itself. */
const names = Object.keys(requests) as RequestName[];
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names.filter((each) => !each.startsWith('ask'))) },
  { weight: 1, arbitrary: fc.constantFrom(...names.filter((each) => each.startsWith('ask'))) },
);

const fault: fc.Arbitrary<Fault> = name.chain((which) =>
  fc.record({
    kind: fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom(...anywhere, ...(more[which] ?? []), ...(more[which] ?? [])) },
      { weight: 1, arbitrary: fc.constant<FaultKind>('goAway') },
    ),
    method: fc.constant(requests[which].method),
    path: fc.constant(requests[which].path),
    // Six is more than anybody tries.
    times: fc.constantFrom(1, 1, 1, 2, 3, 6),
  }),
);

const bytes = fc.oneof(
  fc.constantFrom(0, 1, partSize - 1, partSize, partSize + 1, 2 * partSize, 3 * partSize),
  fc.integer({ min: 0, max: partSize }),
  fc.integer({ min: partSize, max: 3 * partSize }),
);

const oneIn = <T>(number: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: number - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** A push that somebody might see on a bad day. */
export const arbitraryTrial: fc.Arbitrary<Trial> = fc.record({
  bytes,
  overwrite: fc.constantFrom('fail', 'fail', 'replace', 'rename'),
  confirmed: fc.boolean(),
  faults: fc.array(fault, { minLength: 0, maxLength: 4 }),
  bytesPerSecond: oneIn(10, fc.constant(1_000_000)),
  cancel: oneIn(4, fc.record({ at: fc.integer({ min: 1, max: 12 }), after: fc.nat(40) })),
  rival: oneIn(4, fc.record({ at: fc.nat(10), onlyIfFree: fc.boolean() })),
});
