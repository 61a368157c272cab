// The schema that VS Code marks settings.json by knows what the reader of destinations refuses, as far as a schema can say it,
// and nothing that the reader takes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { bucketNameProblem, folderPathProblem } from '../../../src/model/bucketName';
import { DestinationSettings, readDestination } from '../../../src/model/destination';

const { properties } = DestinationSettings;
const isRefused = (settings: unknown): boolean => {
  try {
    readDestination('acme', settings);
    return false;
  } catch {
    return true;
  }
};

describe('the schema of destinations in settings', () => {
  const role = { roleArn: 'arn:aws:iam::123456789012:role/exporter' };
  for (const [what, fields] of [
    ['an upper-case bucket', { bucket: 'Acme' }],
    ['a bucket with a space', { bucket: 'acme exports' }],
    ['a bucket with two dots', { bucket: 'acme..exports' }],
    ['a bucket that is an address', { bucket: '192.168.0.1' }],
    ['a reserved bucket', { bucket: 'acme--x-s3' }],
    ['an empty folder', { folderPath: 'a//b' }],
    ['a folder named ..', { folderPath: 'a/../b' }],
    ['a line break in a folder', { folderPath: 'a\nb' }],
    ['a region in capital letters', { region: 'EU' }],
    ['an endpoint without a scheme', { endpoint: 'minio.example.com' }],
    ['an endpoint with a password', { endpoint: 'https://me:hunter2@minio.example.com' }],
    ['an endpoint with a query', { endpoint: 'https://minio.example.com/?a' }],
    ['eleven tags', { tags: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`t${n}`, ''])) }],
    ['a tag of AWS', { tags: { 'aws:x': '' } }],
    ['a tag without a name', { tags: { '': '' } }],
    ['a tag with other characters', { tags: { a: '<' } }],
    ['a long tag', { tags: { a: 'x'.repeat(257) } }],
    ['metadata named in capital letters', { metadata: { A: '' } }],
    ['metadata named sha256', { metadata: { sha256: '' } }],
    ['metadata beyond ASCII', { metadata: { a: 'é' } }],
    ['metadata with a space at its end', { metadata: { a: 'x ' } }],
    ['an account of eleven digits', { bucketOwner: '1'.repeat(11) }],
    ['a secret', { secretAccessKey: 'hunter2' }],
    ['a secret as in the files of AWS', { aws_secret_access_key: 'hunter2' }],
    ['a secret among the credentials', { credentials: { type: 'accessKey', accessKeyId: 'hunter2' } }],
    [
      'a secret of a role',
      { credentials: { type: 'default', assumeRole: { ...role, sessionToken: 'hunter2' } } },
    ],
    ['a secret in the format', { format: { password: 'hunter2' } }],
  ] as const) {
    it(`refuses ${what}, as the reader does`, () => {
      const settings = { bucket: 'acme', ...fields };
      assert.ok(!Check(DestinationSettings, settings));
      assert.ok(isRefused(settings));
    });
  }

  it('takes every bucket that the reader takes, and no other', () => {
    const names = fc.stringMatching(/^[a-z0-9.-]{3,12}$/);
    fc.assert(
      fc.property(fc.oneof(names, fc.string()), (name) =>
        assert.equal(Check(properties.bucket, name), bucketNameProblem(name) === undefined, name),
      ),
    );
  });

  it('takes every folder path that the reader takes', () => {
    const paths = fc.oneof(fc.stringMatching(/^[ab ./]{0,9}$/), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(paths, (path) => {
        if (folderPathProblem(path) === undefined)
          assert.ok(Check(properties.folderPath, path), JSON.stringify(path));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('secrets in settings', () => {
  for (const [field, settings] of [
    ['secretAccessKey', { secretAccessKey: 'hunter2' }],
    ['credentials.AWS_ACCESS_KEY_ID', { credentials: { type: 'accessKey', AWS_ACCESS_KEY_ID: 'hunter2' } }],
    ['format.password', { format: { password: 'hunter2' } }],
  ] as const) {
    it(`are refused by the name ${field}, with where keys live`, () =>
      assert.throws(
        () => readDestination('acme', { bucket: 'acme', ...settings }),
        (error: Error) => {
          assert.match(error.message, /secret storage/);
          assert.ok(error.message.includes(`"${field}"`));
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      ));
  }

  it('are not what tags and metadata are named', () => {
    const { object } = readDestination('acme', {
      bucket: 'acme',
      tags: { token: 'x' },
      metadata: { secret: 'y' },
    });
    assert.deepEqual([object.tags, object.metadata], [{ token: 'x' }, { secret: 'y' }]);
  });
});
