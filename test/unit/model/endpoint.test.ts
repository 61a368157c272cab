// The address of an S3-compatible store, as it is typed.
import assert from 'node:assert/strict';
import { endpointName, endpointProblem, isUnencrypted } from '../../../src/model/endpoint';

describe('an endpoint', () => {
  for (const good of ['https://minio.example.com', 'http://127.0.0.1:9000', 'https://host/some/path/']) {
    it(`may be ${good}`, () => assert.equal(endpointProblem(good), undefined));
  }

  for (const [bad, why] of [
    ['', /begins with https/],
    ['minio.example.com', /begins with https/],
    ['https://', /no web address|not a web address/],
    ['https://user:hush@host', /no user name or password/],
    ['https://host?x=1', /no "\?"/],
    ['https://host#x', /no "\?"/],
  ] as const) {
    it(`may not be "${bad}"`, () => assert.match(endpointProblem(bad) ?? '', why));
  }

  it('is unencrypted over http, unless the store is on this machine', () => {
    assert.ok(isUnencrypted('http://minio.example.com'));
    assert.ok(isUnencrypted('http://127.0.0.1.example.com'));
    for (const safe of ['https://minio.example.com', 'http://localhost:9000', 'http://[::1]:9000', 'http:']) {
      assert.ok(!isUnencrypted(safe), safe);
    }
  });
});

describe('the name of an endpoint', () => {
  for (const [endpoint, name] of [
    ['https://minio.example.com/', 'minio.example.com'],
    ['http://127.0.0.1:9000', '127.0.0.1:9000'],
    ['https://gateway.example.com/tenant-a/', 'gateway.example.com/tenant-a'],
    ['https://bücket.example.com', 'xn--bcket-kva.example.com'],
  ] as const) {
    it(`of ${endpoint} tells tenants and look-alikes apart`, () =>
      assert.equal(endpointName(endpoint), name));
  }
});
