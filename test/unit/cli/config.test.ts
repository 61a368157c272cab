// Credentials that the command line can reach.
import assert from 'node:assert/strict';
import { withReachableCredentials } from '../../../src/cli/config';
import { readDestination } from '../../../src/model/destination';

describe('credentials on the command line', () => {
  const assumeRole = { roleArn: 'arn:aws:iam::123456789012:role/exporter', externalId: 'acme-1' };
  const reachable = (credentials: object) =>
    withReachableCredentials(readDestination('acme', { bucket: 'acme-exports', credentials })).credentials;

  for (const type of ['accessKey', 'ask']) {
    it(`are the default chain's in place of ${type}, and the role stays`, () => {
      assert.deepEqual(reachable({ type }), { type: 'default' });
      assert.deepEqual(reachable({ type, assumeRole }), { type: 'default', assumeRole });
    });
  }

  it('are those of the profile where there is one', () => {
    const profile = { type: 'profile', profile: 'acme', assumeRole };
    assert.deepEqual(reachable(profile), profile);
  });
});
