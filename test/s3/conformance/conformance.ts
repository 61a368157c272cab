// The whole suite, for any server that claims to be S3. It knows an endpoint only, nothing of what is behind it.
import { authenticationTests } from './authentication';
import { bucketTests } from './buckets';
import { checksumTests } from './checksums';
import { completionTests } from './completion';
import { conditionTests } from './conditions';
import { listingTests } from './listing';
import { multipartTests } from './multipart';
import { multipartChecksumTests } from './multipart-checksums';
import { objectTests } from './objects';
import { policyTests } from './policy';
import { presignedTests } from './presigned';
import { stsTests } from './sts';
import { type Target } from './target';

/** Declares the tests. `target` is first called when they run, so the server may be started in a `before`. */
export function conformance(name: string, target: () => Target): void {
  describe(`${name}: conformance with S3`, function () {
    this.timeout(60_000);
    authenticationTests(target);
    presignedTests(target);
    bucketTests(target);
    objectTests(target);
    checksumTests(target);
    conditionTests(target);
    multipartTests(target);
    completionTests(target);
    multipartChecksumTests(target);
    listingTests(target);
    policyTests(target);
    stsTests(target);
  });
}
