// The whole suite, for any server that claims to be S3. It knows an endpoint only, nothing of what is behind it.
import { authenticationTests } from './authentication';
import { bucketTests } from './buckets';
import { checksumTests } from './checksums';
import { completionTests } from './completion';
import { conditionTests } from './conditions';
import { type Differences, expectDifferences } from './differences';
import { listingTests } from './listing';
import { multipartTests } from './multipart';
import { multipartChecksumTests } from './multipart-checksums';
import { objectTests } from './objects';
import { policyTests } from './policy';
import { presignedTests } from './presigned';
import { stsTests } from './sts';
import { type Target } from './target';

const parts = [
  authenticationTests,
  presignedTests,
  bucketTests,
  objectTests,
  checksumTests,
  conditionTests,
  multipartTests,
  completionTests,
  multipartChecksumTests,
  listingTests,
  policyTests,
];

/** Declares the tests. `target` is first called when they run, so the server may be started in a `before`. */
export function conformance(name: string, target: () => Target, differences: Differences = {}): void {
  declare(`${name}: conformance with S3`, target, parts, differences);
}

/** Declares the tests of temporary credentials, which real servers may have on another endpoint. */
export function stsConformance(name: string, target: () => Target, differences: Differences = {}): void {
  declare(`${name}: conformance with STS`, target, [stsTests], differences);
}

function declare(
  title: string,
  target: () => Target,
  parts: readonly ((target: () => Target) => void)[],
  differences: Differences,
): void {
  describe(title, function () {
    this.timeout(60_000);
    for (const part of parts) part(target);
    expectDifferences(this, target, differences);
  });
}
