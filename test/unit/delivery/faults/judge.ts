// The one judge of every push past faults: either the object is whole and proved, or there is none of ours, nothing is
// left over and one clear error says so. What nobody can know must be called unknown, and only that.
import { DeliveryMismatch, DeliveryUnknown, UnfinishedUpload } from '../../../../src/delivery/failures';
import { Failure, isCancelled } from '../../../../src/model/failure';
import { isReadBack, isVerified } from '../../../../src/model/receipt';
import { sha256 } from '../exports';
import type { Bucket, UnfinishedPush, Version } from './bucket';
import { partSize, rivalBytes, type Tried } from './trial';

export type Verdict = 'delivered' | 'refused' | 'cancelled' | 'unknown';

/**
 * What must never come of a push
 * - `lost`: called delivered, and not there or not as it was said to be
 * - `duplicated`: there twice
 * - `corrupted`: somebody's key holds what nobody wrote
 * - `overwritten`: in the place of an object that it was not to replace
 * - `unguarded`: written without the condition that the store would keep
 * - `undisclosed`: called undelivered, and there
 * - `leftOver`: parts remain that nobody is told of
 * - `unexplained`: an error that says nothing, or says less than could be known
 */
export type Wrong =
  | 'lost'
  | 'duplicated'
  | 'corrupted'
  | 'overwritten'
  | 'unguarded'
  | 'undisclosed'
  | 'leftOver'
  | 'unexplained';

export class WrongOutcome extends Error {
  constructor(
    readonly wrong: Wrong,
    detail: string,
  ) {
    super(`${wrong}: ${detail}`);
  }
}

/** @throws WrongOutcome */
export async function judge(bucket: Bucket, tried: Tried): Promise<Verdict> {
  const prefix = `${tried.folder}/`;
  const versions = await bucket.versions(prefix);
  const ours = versions.filter((version) => version.sha256 === tried.figures.sha256);
  const strange = versions.find(
    ({ sha256: hash }) => hash !== tried.figures.sha256 && hash !== sha256(rivalBytes),
  );
  if (strange) throw new WrongOutcome('corrupted', JSON.stringify(strange));
  if (ours.length > 1) throw new WrongOutcome('duplicated', JSON.stringify(ours));
  for (const version of ours) checkReplaced(tried, version, versions);
  checkLeftOver(tried, await bucket.unfinished(prefix));
  return tried.outcome ? checkDelivered(tried, ours[0]) : checkFailed(tried, ours[0]);
}

/** What stood there before is what was to be replaced, or nothing. */
function checkReplaced({ target }: Tried, ours: Version, versions: readonly Version[]): void {
  const ofKey = versions.filter(({ key }) => key === ours.key);
  const before = ofKey[ofKey.indexOf(ours) + 1];
  const condition = target?.condition ?? { IfNoneMatch: '*' };
  const seen = 'IfMatch' in condition ? condition.IfMatch.replaceAll('"', '') : undefined;
  if (before?.etag !== seen) throw new WrongOutcome('overwritten', JSON.stringify({ seen, before }));
}

function checkLeftOver({ error, seen, struck }: Tried, unfinished: readonly UnfinishedPush[]): void {
  // An upload whose id never came back can be removed by nobody. It holds no parts, so it costs nothing. An abort that
  // only seems to succeed stands for parts that land late: where none did, it stands for nothing.
  const feigned = struck.some((line) => line.startsWith('feignSuccess '));
  const known = ({ uploadId, parts }: UnfinishedPush) =>
    parts > 0 || (!feigned && seen.some((line) => line.includes(encodeURIComponent(uploadId))));
  const told = toldUploads(error);
  const left = unfinished.filter((upload) => known(upload) && !told.includes(upload.uploadId));
  // Whether it was delivered matters more than what remains.
  const silent = error instanceof DeliveryUnknown ? 1 : 0;
  if (left.length > silent) throw new WrongOutcome('leftOver', `${JSON.stringify(left)} ${String(error)}`);
}

/** The uploads of which an error says that they remain. */
function toldUploads(error: unknown): string[] {
  return error instanceof UnfinishedUpload ? [error.uploadId, ...toldUploads(error.interruption)] : [];
}

function checkDelivered(tried: Tried, ours: Version | undefined): Verdict {
  const { outcome, target, trial, struck } = tried;
  const lost = (what: string) => new WrongOutcome('lost', what);
  if (!ours) throw lost('It is not there.');
  if (ours.key !== target?.key) throw lost(`It is at ${ours.key}.`);
  if (!ours.isLatest && !tried.rivalWrote) throw lost('It is not the newest.');
  const { bytes, sha256: hash, crc32 } = tried.figures;
  if (outcome?.sha256 !== hash || outcome.bytes !== bytes || outcome.crc32 !== crc32)
    throw lost('The figures are wrong.');
  if (outcome.etag !== ours.etag) throw lost(`Its ETag is ${ours.etag}, not ${outcome.etag}.`);
  // To a completion that it has had before, radosgw does not say again which version came of it.
  if (![ours.id, undefined].includes(outcome.versionId))
    throw lost(`Its version is not ${outcome.versionId}.`);
  if (outcome.guarded !== 'byStore') throw new WrongOutcome('unguarded', outcome.guarded);
  const said = trial.confirmed || trial.bytes < (trial.partSize ?? partSize) ? hash : undefined;
  if (ours.saidSha256 !== said) throw lost(`The SHA-256 beside it is ${ours.saidSha256}.`);
  const lookedFreely = !struck.some((line) => / (HEAD|GET) /.test(line));
  // Without the store's checksum it is read back, unless somebody cancels that, or takes its place meanwhile.
  const proved = tried.cancelled || tried.rivalWrote ? isReadBack(outcome.proof) : isVerified(outcome.proof);
  if (lookedFreely && !proved) throw lost(`It is proved by ${outcome.proof} only.`);
  return 'delivered';
}

function checkFailed(tried: Tried, ours: Version | undefined): Verdict {
  const { error, struck, rivalWrote } = tried;
  const unexplained = (what: string) => new WrongOutcome('unexplained', `${what} ${String(error)}`);
  if (error instanceof DeliveryUnknown) {
    // Nothing may have kept it from being looked for, and from being recognised. Who is told a wrong time cannot sign a look that the store takes.
    const nameless = ours && !ours.hasChecksum && ours.saidSha256 === undefined;
    const blind = nameless || struck.some((line) => / (HEAD|GET) |^(goAway|tooSkewed) /.test(line));
    if (!blind) throw unexplained('It could have been known:');
    return 'unknown';
  }
  if (error instanceof DeliveryMismatch) {
    if (!rivalWrote) throw unexplained('Nothing was wrong with it:');
    return 'refused';
  }
  if (ours?.isLatest)
    throw new WrongOutcome('undisclosed', `${JSON.stringify(ours)} in spite of ${String(error)}`);
  const interruption = error instanceof UnfinishedUpload ? error.interruption : error;
  if (isCancelled(interruption)) {
    if (!tried.cancelled) throw unexplained('Nobody cancelled:');
    return 'cancelled';
  }
  if (!(error instanceof Failure) || error.code === 'unexpected') throw unexplained('This says nothing:');
  return 'refused';
}
