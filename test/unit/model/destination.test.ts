// Reading destinations from settings, and the rules for buckets and folder paths.
import assert from 'node:assert/strict';
import {
  bucketNameProblem,
  folderPathProblem,
  normaliseFolderPath,
  parseS3Uri,
} from '../../../src/model/bucketName';
import { mayRunUnattended, readDestination, secretBinding } from '../../../src/model/destination';
import { resolveFormat } from '../../../src/model/format';
import { resolveObjectOptions } from '../../../src/model/objectSettings';

describe('destinations', () => {
  it('fills in the defaults', () => {
    assert.deepEqual(readDestination('acme', { bucket: 'acme-exports', folderPath: '/daily/' }), {
      id: 'acme',
      name: 'acme',
      ...{ production: false, unattended: false },
      bucket: 'acme-exports',
      folderPath: 'daily',
      region: 'us-east-1',
      endpoint: undefined,
      pathStyle: false,
      credentials: { type: 'default' },
      format: resolveFormat({}),
      object: resolveObjectOptions({}),
    });
  });

  it('lets exports run by themselves unless it is production and does not say so', () => {
    const may = (more: object) => mayRunUnattended(readDestination('a', { bucket: 'acme', ...more }));
    assert.equal(may({}), true);
    assert.equal(may({ unattended: false }), true);
    assert.equal(may({ production: true }), false);
    assert.equal(may({ production: true, unattended: true }), true);
  });

  it('refuses a format whose options contradict each other, and says which', () => {
    const format = { quoteMode: 'all', quote: '' };
    assert.throws(() => readDestination('a', { bucket: 'acme', format }), {
      code: 'invalid-destination',
      message: /"quoteMode".*"quote"/,
    });
  });

  it('gives TSV the extension .txt unless told otherwise', () => {
    const extension = (format: object) =>
      readDestination('a', { bucket: 'acme', format }).format.fileExtension;
    assert.equal(extension({ type: 'tsv' }), 'txt');
    assert.equal(extension({ type: 'tsv', fileExtension: 'tsv' }), 'tsv');
  });

  for (const [what, settings, why] of [
    ['nothing', undefined, /./],
    ['no bucket', {}, /bucket/],
    ['a bad bucket', { bucket: 'Bad_Name' }, /lowercase/],
    ['a bad folder path', { bucket: 'acme', folderPath: 'a//b' }, /empty folder/],
    ['an unknown field', { bucket: 'acme', secretAccessKey: 'hunter2' }, /./],
    ['an endpoint without a scheme', { bucket: 'acme', endpoint: 'minio.example.com' }, /endpoint/],
    ['a broken endpoint', { bucket: 'acme', endpoint: 'http://' }, /endpoint/],
    ['unknown credentials', { bucket: 'acme', credentials: { type: 'magic' } }, /credentials/],
    ['a profile without its name', { bucket: 'acme', credentials: { type: 'profile' } }, /credentials/],
    ['an unknown format', { bucket: 'acme', format: { type: 'xlsx' } }, /format\.type/],
  ] as const) {
    it(`refuses ${what}, without quoting values`, () => {
      assert.throws(
        () => readDestination('acme', settings),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, 'invalid-destination');
          assert.match(error.message, why);
          assert.doesNotMatch(error.message, /hunter2|magic/);
          return true;
        },
      );
    });
  }

  it('refuses an empty id', () =>
    assert.throws(() => readDestination('', { bucket: 'acme' }), { message: /Its id is empty/ }));

  it('binds a secret to endpoint and bucket', () => {
    const binding = (more: object) => secretBinding(readDestination('a', { bucket: 'acme', ...more }));
    assert.equal(binding({ folderPath: 'x', region: 'eu-west-1' }), binding({}));
    assert.notEqual(binding({ endpoint: 'https://evil.example' }), binding({}));
    assert.notEqual(secretBinding(readDestination('a', { bucket: 'other' })), binding({}));
  });

  it('binds a secret to whoever is asked for a role, too, where settings name one', () => {
    const roleArn = 'arn:aws:iam::123456789012:role/exporter';
    const binding = (credentials: object) =>
      secretBinding(
        readDestination('a', { bucket: 'acme', credentials: { type: 'accessKey', ...credentials } }),
      );
    assert.equal(binding({ assumeRole: { roleArn, externalId: 'acme' } }), binding({}));
    const elsewhere = binding({ assumeRole: { roleArn, stsEndpoint: 'https://evil.example/' } });
    assert.notEqual(elsewhere, binding({}));
    assert.equal(binding({ assumeRole: { roleArn, stsEndpoint: 'HTTPS://evil.example' } }), elsewhere);
  });

  it('takes a role with all kinds of credentials, and every option of it', () => {
    const assumeRole = {
      roleArn: 'arn:aws:iam:::role/exporter',
      externalId: 'acme/1:x',
      sessionName: 'ab',
      durationSeconds: 900,
      stsEndpoint: 'https://sts.example.com',
    };
    const kinds = [
      { type: 'accessKey' },
      { type: 'ask' },
      { type: 'profile', profile: 'p' },
      { type: 'default' },
    ];
    for (const kind of kinds) {
      const credentials = { ...kind, assumeRole };
      assert.deepEqual(readDestination('a', { bucket: 'acme', credentials }).credentials, credentials);
    }
  });

  for (const [what, wrong] of [
    ['no ARN', { roleArn: undefined }],
    ['an ARN that is none', { roleArn: 'the exporter of the team' }],
    ['an external id of one letter', { externalId: 'x' }],
    ['an external id with a blank', { externalId: 'a b' }],
    ['a session name of one letter', { sessionName: 'x' }],
    ['a session of ten minutes', { durationSeconds: 600 }],
    ['an endpoint of STS without a scheme', { stsEndpoint: 'sts.example.com' }],
    ['an endpoint of STS with a password', { stsEndpoint: 'https://me:hunter2@sts.example.com' }],
    ['a secret', { secretAccessKey: 'hunter2' }],
  ] as const) {
    it(`refuses a role with ${what}`, () => {
      const assumeRole = { roleArn: 'arn:aws:iam::123456789012:role/exporter', ...wrong };
      const settings = { bucket: 'acme', credentials: { type: 'default', assumeRole } };
      assert.throws(() => readDestination('a', settings), {
        code: 'invalid-destination',
        message: /^(?!.*hunter2).*(credentials|endpoint)/,
      });
    });
  }
});

describe('bucket names', () => {
  for (const name of ['abc', 'a.b.c', 'my-bucket', '1bucket1', 'a'.repeat(63)]) {
    it(`takes ${name}`, () => assert.equal(bucketNameProblem(name), undefined));
  }
  const bad = [
    '',
    'ab',
    'a'.repeat(64),
    'Upper',
    'a_b',
    '-ab',
    'ab-',
    '.ab',
    'a..b',
    'a.-b',
    '192.168.0.1',
    'xn--abc',
    'ab-s3alias',
  ];
  for (const name of bad) it(`refuses "${name}"`, () => assert.ok(bucketNameProblem(name)));
});

describe('folder paths', () => {
  for (const path of ['', '/', 'a', 'a/b c/é', '/a/', '%SEGMENT_NAME%']) {
    it(`takes "${path}"`, () => assert.equal(folderPathProblem(path), undefined));
  }
  for (const path of ['a//b', 'a/../b', './a', 'a\nb', 'x'.repeat(701)]) {
    it(`refuses ${JSON.stringify(path).slice(0, 20)}`, () => assert.ok(folderPathProblem(path)));
  }
  it('has no slashes at its ends', () => assert.equal(normaliseFolderPath(' //a/b// '), 'a/b'));
});

describe('s3:// addresses', () => {
  it('are taken apart', () => {
    assert.deepEqual(parseS3Uri(' s3://acme-exports/daily/x/ '), {
      bucket: 'acme-exports',
      folderPath: 'daily/x',
    });
    assert.deepEqual(parseS3Uri('s3://acme'), { bucket: 'acme', folderPath: '' });
    assert.equal(parseS3Uri('acme'), undefined);
    assert.equal(parseS3Uri('s3:///x'), undefined);
  });
});
