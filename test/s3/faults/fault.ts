// What can go wrong with a request on its way to a store and back, and which requests it strikes.

/** How a request comes to grief. */
export type FaultKind =
  // The store does its work, and its answer
  /** … never comes: the connection is cut. */
  | 'loseAnswer'
  /** … never comes: from then on there is no network at all. */
  | 'goAway'
  /** … never comes: nothing happens any more. */
  | 'keepAnswer'
  /** … comes up to the middle of its body, if it has one; then the connection is cut. */
  | 'cutAnswer'
  /** … comes up to the middle of its body, if it has one; then nothing happens any more. */
  | 'stallAnswer'
  /** … comes 300 ms later. */
  | 'delayAnswer'
  /** … comes without its checksums, as from older stores. */
  | 'hideChecksum'
  /** … comes with another checksum. */
  | 'forgeChecksum'
  /** … comes without its checksums, and with the MD5 of something else as its ETag. */
  | 'forgeEtag'
  /** … is a refusal without a reason, as of most stores that are not AWS. */
  | 'hideReason'
  /** … comes with one bit of its body flipped. */
  | 'flipBitInAnswer'
  /** … is 200 with an error in its body. Source: "CompleteMultipartUpload" in the Amazon S3 API Reference. */
  | 'errorAfterWork'
  // The store gets something else, or late
  /** One bit of the body is flipped. */
  | 'flipBit'
  /** The request comes to the store only when somebody looks for its object. */
  | 'deliverLate'
  // The store never hears of it
  /** The connection is cut after the first kilobytes of the body. */
  | 'reset'
  /** Nothing happens any more, and the body is not read. */
  | 'stall'
  | keyof typeof refusals
  /** 204 */
  | 'feignSuccess';

/** Answers that the store has no part in: status and code. */
export const refusals = {
  slowDown: [503, 'SlowDown'],
  internalError: [500, 'InternalError'],
  errorIn200: [200, 'InternalError'],
  deny: [403, 'AccessDenied'],
  /** One that does not say where to. */
  redirect: [301, 'PermanentRedirect'],
  disabledKey: [400, 'KMS.DisabledException'],
  conflict: [409, 'ConditionalRequestConflict'],
  expiredToken: [400, 'ExpiredToken'],
  /** Dated an hour later, as a client whose clock is an hour slow gets it. */
  tooSkewed: [403, 'RequestTimeTooSkewed'],
} as const satisfies Record<string, readonly [status: number, code: string]>;

export interface Fault {
  readonly kind: FaultKind;
  readonly method: string;
  /** A piece of path and query. Default: any. */
  readonly path?: string | RegExp;
  /** How many requests it strikes. Default: 1. */
  times?: number;
}

/** Takes one strike from the first fault that is meant for a request. A fault that has no more is removed. */
export function strike(faults: Fault[], method: string, url: string): FaultKind | undefined {
  const fault = faults.find((each) => each.method === method && matches(url, each.path));
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
  return fault.kind;
}

function matches(url: string, path: Fault['path'] = ''): boolean {
  return typeof path === 'string' ? url.includes(path) : path.test(url);
}
