// What a person is told for each error, and that nothing secret is in it.
import assert from 'node:assert/strict';
import { NoCredentials } from '../../../src/delivery/credentials';
import {
  AccessDenied,
  explainS3,
  S3Failure,
  WrongRegion,
  type S3Context,
} from '../../../src/delivery/explain';
import { neverArrived } from '../../../src/delivery/explainNetwork';
import { KeyTaken } from '../../../src/delivery/failures';
import { resolveObjectOptions } from '../../../src/model/objectSettings';
import type { Action } from '../../../src/delivery/permissions';

const context: S3Context = { bucket: 'exports', region: 'us-east-1', action: 'write' };

/** An error as the SDK throws it. */
function s3Error(name: string, httpStatusCode: number | undefined, more: object = {}): Error {
  return Object.assign(new Error('Signature 0xSECRET of AKIASECRET'), {
    name,
    ...(httpStatusCode !== undefined && { $metadata: { httpStatusCode } }),
    ...more,
  });
}

function nodeError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code, name: 'TimeoutError' });
}

describe('explaining S3', () => {
  const refusals: [string, number, string, RegExp][] = [
    ['AccessDenied', 403, 'access-denied', /s3:PutObject/],
    ['NoSuchBucket', 404, 'no-such-bucket', /"exports" does not exist/],
    ['SignatureDoesNotMatch', 403, 'signature-does-not-match', /secret access key is wrong/],
    ['InvalidAccessKeyId', 403, 'invalid-access-key-id', /does not know this access key id/],
    ['ExpiredToken', 400, 'expired-token', /expired/],
    ['InvalidToken', 400, 'invalid-token', /session token/],
    ['RequestTimeTooSkewed', 403, 'request-time-too-skewed', /clock/],
    ['PermanentRedirect', 301, 'wrong-region', /not in the region "us-east-1"/],
    ['IllegalLocationConstraintException', 400, 'wrong-region', /not in the region "us-east-1"/],
    ['TemporaryRedirect', 307, 'wrong-region', /not in the region/],
    ['AccountProblem', 403, 'account-problem', /account/],
    ['AllAccessDisabled', 403, 'account-problem', /account/],
    ['NotSignedUp', 403, 'account-problem', /not signed up/],
    ['InvalidBucketName', 400, 'invalid-bucket-name', /"exports"/],
    ['InvalidObjectState', 403, 'invalid-object-state', /archive/],
    ['MethodNotAllowed', 405, 'method-not-allowed', /endpoint/],
    ['MissingContentLength', 411, 'missing-content-length', /proxy/],
    ['MissingSecurityHeader', 400, 'missing-security-header', /proxy/],
    ['EntityTooSmall', 400, 'entity-too-small', /parts/],
    ['EntityTooLarge', 400, 'entity-too-large', /larger/],
    ['InvalidPart', 400, 'invalid-part', /Push again/],
    ['InvalidPartOrder', 400, 'invalid-part', /Push again/],
    ['InvalidStorageClass', 400, 'invalid-storage-class', /"STANDARD"/],
    ['InvalidTag', 400, 'invalid-tag', /"tags"/],
    ['MetadataTooLarge', 400, 'metadata-too-large', /"metadata"/],
    ['KeyTooLongError', 400, 'key-too-long-error', /Shorten/],
    ['OperationAborted', 409, 'operation-aborted', /same moment/],
    ['QuotaExceeded', 403, 'quota-exceeded', /quota/],
    ['XMinioStorageFull', 507, 'insufficient-capacity', /full/],
    ['ServiceUnavailable', 503, 'slow-down', /busy/],
    ['InvalidEncryptionAlgorithmError', 400, 'invalid-encryption', /"encryption"/],
    ['KMS.DisabledException', 400, 'kms-key-disabled', /is disabled/],
    ['KMS.NotFoundException', 400, 'kms-key-not-found', /in the region "us-east-1"/],
    ['KMS.KMSInvalidStateException', 400, 'kms-key-unusable', /pending deletion/],
    ['KMS.InvalidKeyUsageException', 400, 'kms-key-of-other-use', /symmetric/],
    ['KMS.UnrecognizedClientException', 400, 'access-denied', /kms:GenerateDataKey/],
    ['KMS.AccessDeniedException', 400, 'access-denied', /kms:GenerateDataKey/],
    ['KMS.SomethingNew', 400, 'refused', /key service answered with KMS\.SomethingNew/],
    ['SlowDown', 503, 'slow-down', /busy/],
    ['InternalError', 500, 'internal-error', /problem of its own/],
    ['NotImplemented', 501, 'not-implemented', /does not support/],
    ['PreconditionFailed', 412, 'precondition-failed', /already/],
    ['BadDigest', 400, 'bad-digest', /damaged/],
    ['XAmzContentSHA256Mismatch', 400, 'bad-digest', /damaged/],
    ['SomethingNew', 418, 'refused', /SomethingNew \(HTTP 418\)/],
  ];
  for (const [name, status, code, sentence] of refusals) {
    it(`knows ${name}`, () => {
      const failure = explainS3(s3Error(name, status), context);
      assert.ok(failure instanceof S3Failure);
      assert.equal(failure.code, code);
      assert.match(failure.message, sentence);
      assert.ok(failure.explanation.next.length > 0);
    });
  }

  it('goes by the status where an answer had no body', () => {
    for (const [status, code] of [
      [403, 'access-denied'],
      [301, 'wrong-region'],
      [400, 'bad-request'],
      [503, 'slow-down'],
      [418, 'refused'],
    ] as const) {
      assert.equal(explainS3(s3Error('Unknown', status), context).code, code);
    }
  });

  it('takes a code for nothing but a code, and shows no more than a line of it', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const failure = explainS3(s3Error(name, 400), context);
      assert.equal(failure.code, 'refused');
      assert.ok(failure.explanation.why.includes(`${name} (HTTP 400)`));
    }
    const long = explainS3(s3Error('X'.repeat(100_000), 400), context);
    assert.ok(long.message.length < 300);
  });

  it('knows a request that cannot have arrived', () => {
    const connecting =
      'the request socket did not establish a connection with the server within the configured timeout of 5000 ms.';
    for (const error of [
      nodeError('ECONNREFUSED'),
      nodeError('ENOTFOUND'),
      nodeError('CERT_HAS_EXPIRED'),
      Object.assign(new Error(connecting), { name: 'TimeoutError' }),
    ]) {
      assert.equal(neverArrived(error), true);
    }
    for (const error of [
      nodeError('ECONNRESET'),
      nodeError('EPIPE'),
      nodeError('EPROTO'),
      s3Error('TimeoutError', undefined),
    ]) {
      assert.equal(neverArrived(error), false);
    }
  });

  it("names the bucket's region when the store tells it, in the error or in a header", () => {
    const inError = s3Error('AuthorizationHeaderMalformed', 400, { Region: 'eu-central-1' });
    const inHeader = s3Error('PermanentRedirect', 301, {
      $response: { headers: { 'x-amz-bucket-region': 'eu-central-1' } },
    });
    for (const error of [inError, inHeader]) {
      assert.equal(
        explainS3(error, context).explanation.next,
        'Set the destination\'s region to "eu-central-1".',
      );
    }
  });

  it('names the permission of what was being done', () => {
    const permission: Record<Action, RegExp> = {
      write: /s3:PutObject/,
      read: /s3:GetObject/,
      list: /s3:ListBucket/,
      delete: /s3:DeleteObject/,
      abort: /s3:AbortMultipartUpload/,
      parts: /s3:ListMultipartUploadParts/,
    };
    for (const action of ['write', 'read', 'list', 'delete', 'abort', 'parts'] as const) {
      const failure = explainS3(s3Error('AccessDenied', 403), { ...context, action });
      assert.match(failure.explanation.next, permission[action]);
    }
  });

  it('knows what breaks on the way', () => {
    for (const [nodeCode, code] of [
      ['ENOTFOUND', 'host-not-found'],
      ['EAI_AGAIN', 'host-not-found'],
      ['ECONNREFUSED', 'connection-refused'],
      ['ECONNRESET', 'connection-lost'],
      ['EPIPE', 'connection-lost'],
      ['ETIMEDOUT', 'timeout'],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-not-trusted'],
      ['CERT_HAS_EXPIRED', 'certificate-not-trusted'],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-not-trusted'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-not-trusted'],
      ['EPROTO', 'protocol-mismatch'],
      ['HPE_INVALID_CONSTANT', 'protocol-mismatch'],
    ] as const) {
      assert.equal(explainS3(nodeError(nodeCode), context).code, code, nodeCode);
      const wrapped = Object.assign(new Error('outer'), { cause: nodeError(nodeCode) });
      assert.equal(explainS3(wrapped, context).code, code, `${nodeCode} as a cause`);
    }
    assert.equal(explainS3(s3Error('TimeoutError', undefined), context).code, 'timeout');
  });

  it('names the host of the endpoint and hints at path style', () => {
    const failure = explainS3(nodeError('ENOTFOUND'), {
      ...context,
      endpoint: 'https://s3.example.com:9000',
    });
    assert.match(failure.explanation.why, /s3\.example\.com:9000/);
    assert.match(failure.explanation.next, /pathStyle/);
  });

  it('knows why a role is not assumed', () => {
    const role = { arn: 'arn:aws:iam::123456789012:role/exporter', hasExternalId: true };
    const at = (endpoint: string | undefined) => ({ ...context, role: { ...role, endpoint } });
    for (const [name, status, code] of [
      ['AccessDenied', 403, 'role-refused'],
      ['NoSuchEntity', 404, 'role-refused'],
      ['ValidationError', 400, 'role-session-invalid'],
      ['RegionDisabledException', 403, 'sts-region-disabled'],
      ['MethodNotAllowed', 405, 'no-sts'],
      ['InvalidClientTokenId', 403, 'invalid-access-key-id'],
      ['ExpiredToken', 403, 'expired-token'],
    ] as const) {
      const failure = explainS3(new NoCredentials(s3Error(name, status)), at('https://s3.example.com'));
      assert.equal(failure.code, code);
      assert.doesNotMatch(failure.message, /SECRET/);
    }
    const refused = new NoCredentials(s3Error('AccessDenied', 403));
    const withoutId = { ...context, role: { ...role, hasExternalId: false, endpoint: undefined } };
    assert.match(explainS3(refused, withoutId).message, /none is set/);
    const unreachable = explainS3(
      new NoCredentials(nodeError('ECONNREFUSED')),
      at('https://sts.example.com'),
    );
    assert.match(unreachable.message, /sts\.example\.com/);
  });

  it('knows why there are no credentials', () => {
    const provider = (message: string) =>
      Object.assign(new Error(message), { name: 'CredentialsProviderError' });
    const ghost = provider('Could not resolve credentials using profile: [ghost] in configuration file(s).');
    assert.match(explainS3(ghost, { ...context, profile: 'ghost' }).message, /profile "ghost"/);
    const sso = provider('The SSO session associated with this profile has expired.');
    assert.match(
      explainS3(sso, { ...context, profile: 'work' }).explanation.next,
      /aws sso login --profile work/,
    );
    const none = provider('Could not load credentials from any providers');
    assert.equal(explainS3(none, context).code, 'no-credentials');
  });

  it('never quotes a message of the store, but for the one form that tells which policy denied', () => {
    for (const error of [
      ...refusals.map(([name, status]) => s3Error(name, status)),
      s3Error('TimeoutError', undefined),
      s3Error('Anything', undefined),
    ]) {
      const failure = explainS3(error, context);
      assert.doesNotMatch(`${failure.message} ${failure.detail}`, /SECRET/);
      assert.equal(failure.cause, error);
    }
    const message =
      'User: arn:aws:iam::1:user/x is not authorized to perform: s3:PutObject with an explicit deny';
    const denied = Object.assign(s3Error('AccessDenied', 403), { message });
    const failure = explainS3(denied, context);
    assert.equal(failure.detail, message);
    assert.ok(!failure.message.includes('arn:'));
  });

  const denied = (what: string) =>
    Object.assign(s3Error('AccessDenied', 403), {
      message: `User: arn:aws:iam::1:user/x is not authorized to perform: ${what}`,
    });

  it('tells from the sentence what is missing, and which kind of policy says no', () => {
    for (const [sentence, missing, why] of [
      [
        's3:PutObject because no identity-based policy allows the s3:PutObject action',
        's3:PutObject',
        'Nothing allows s3:PutObject in the policies of the user or role.',
      ],
      [
        's3:PutObject on resource: "arn:aws:s3:::b/k" because no VPC endpoint policy allows the s3:PutObject action',
        's3:PutObject',
        'Nothing allows s3:PutObject in the policy of the VPC endpoint.',
      ],
      [
        's3:PutObjectTagging on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy',
        's3:PutObjectTagging',
        'A statement denies s3:PutObjectTagging, in the policy of the bucket or key.',
      ],
      [
        's3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o/p',
        's3:PutObject',
        "A statement denies s3:PutObject, in the organization's service control policies.",
      ],
      [
        's3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a permissions boundary',
        's3:PutObject',
        'A statement denies s3:PutObject, in the permissions boundary of the user or role.',
      ],
      [
        'kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:1:key/k because no identity-based policy allows the kms:GenerateDataKey action',
        'kms:GenerateDataKey',
        'Nothing allows kms:GenerateDataKey in the policies of the user or role.',
      ],
      [
        'kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k because the resource does not exist in this Region',
        'kms:Decrypt',
        "The credentials lack kms:Decrypt on the KMS key, or the key's policy denies it.",
      ],
    ] as const) {
      const failure = explainS3(denied(sentence), context);
      assert.ok(failure instanceof AccessDenied);
      assert.deepEqual([failure.missing, failure.explanation.why], [missing, why]);
    }
  });

  it('adds what else may be the reason, as far as the destination tells', () => {
    const object = resolveObjectOptions({ bucketOwner: '123456789012' });
    const plain = explainS3(s3Error('AccessDenied', 403), { ...context, object });
    assert.match(plain.explanation.why, /another account than 123456789012/);
    const explicit = denied('s3:PutObject with an explicit deny in a resource-based policy');
    const open = explainS3(explicit, { ...context, object, endpoint: 'http://s3.example.com' });
    assert.match(open.explanation.why, /without TLS/);
    assert.doesNotMatch(open.explanation.why, /another account/);
    const locked = Object.assign(s3Error('AccessDenied', 403), {
      message: 'Access Denied because object protected by object lock.',
    });
    assert.match(explainS3(locked, context).explanation.why, /Object Lock/);
  });

  it('takes a region only if it could stand in settings, and only another one', () => {
    for (const Region of ['us-east-1', 'http://elsewhere.example.com', 'X'.repeat(100)]) {
      const failure = explainS3(s3Error('AuthorizationHeaderMalformed', 400, { Region }), context);
      assert.equal(failure.code, 'wrong-region');
      assert.ok(!(failure instanceof WrongRegion));
    }
  });

  it('leaves a failure as it is', () => {
    const failure = new KeyTaken('a', undefined);
    assert.equal(explainS3(failure, context), failure);
  });
});
