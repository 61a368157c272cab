// What a slip of the clipboard looks like where an access key is asked for.
import assert from 'node:assert/strict';
import { accessKeyIdProblem, awsAccessKeyIdProblem, isUsualAwsId } from '../../../src/model/accessKey';

/** The example that the documentation of AWS has. */
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('access key ids', () => {
  it('are no secret access keys, whatever the store', () => {
    for (const problem of [accessKeyIdProblem(secret), awsAccessKeyIdProblem(secret)]) {
      assert.match(problem ?? '', /secret access key/);
      assert.doesNotMatch(problem ?? '', /wJalr/);
    }
  });

  it('have 16 to 128 letters and digits in AWS, and are what they like elsewhere', () => {
    for (const id of ['minio', 'my-key']) {
      assert.equal(accessKeyIdProblem(id), undefined);
      assert.match(awsAccessKeyIdProblem(id) ?? '', /16 to 128/);
    }
    for (const id of ['', 'a b', 'x'.repeat(129)])
      assert.ok(accessKeyIdProblem(id) && awsAccessKeyIdProblem(id));
    for (const id of ['AKIAIOSFODNN7EXAMPLE', 'akiaiosfodnn7example'])
      assert.equal(awsAccessKeyIdProblem(id), undefined);
  });

  it('are usual in AWS when they begin with AKIA or ASIA', () => {
    assert.ok(isUsualAwsId('AKIAIOSFODNN7EXAMPLE') && isUsualAwsId('ASIAIOSFODNN7EXAMPLE'));
    assert.ok(!isUsualAwsId('akiaiosfodnn7example') && !isUsualAwsId('minio'));
  });
});
