// Addresses of buckets and folders, as they are copied from elsewhere.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBucketLocation } from '../../../src/model/bucketLocation';
import { s3Uri } from '../../../src/model/bucketName';

const acme = { bucket: 'acme-exports', folderPath: 'daily/x' };
const inRegion = { ...acme, region: 'eu-central-1' };

describe('addresses of buckets', () => {
  for (const [text, location] of [
    [' s3://acme-exports/daily/x/ \n', acme],
    ['S3://acme-exports', { bucket: 'acme-exports', folderPath: '' }],
    ['s3a://acme-exports/daily/x', acme],
    ['s3n://acme-exports/daily/x', acme],
    ['s3://acme-exports/daily/x?versionId=1', acme],
    ['s3://acme-exports/daily/x#top', acme],
    ['s3://acme-exports?region=x', { bucket: 'acme-exports', folderPath: '' }],
    ['s3://acme-exports/a b/%SEGMENT_NAME%', { bucket: 'acme-exports', folderPath: 'a b/%SEGMENT_NAME%' }],
    ['arn:aws:s3:::acme-exports', { bucket: 'acme-exports', folderPath: '' }],
    ['arn:aws:s3:::acme-exports/daily/x/*', acme],
    ['arn:aws-us-gov:s3:::acme-exports/*', { bucket: 'acme-exports', folderPath: '' }],
    ['https://acme-exports.s3.eu-central-1.amazonaws.com/daily/x/', inRegion],
    ['https://acme-exports.s3.amazonaws.com/daily/x?X-Amz-Signature=1#a', acme],
    ['https://acme-exports.s3-eu-central-1.amazonaws.com/daily/x', inRegion],
    ['https://acme-exports.s3.dualstack.eu-central-1.amazonaws.com/daily/x', inRegion],
    ['https://a.b.s3.cn-north-1.amazonaws.com.cn', { bucket: 'a.b', folderPath: '', region: 'cn-north-1' }],
    ['https://s3.eu-central-1.amazonaws.com/acme-exports/daily/x', inRegion],
    ['http://s3.amazonaws.com/acme-exports', { bucket: 'acme-exports', folderPath: '' }],
    ['https://acme-exports.s3.amazonaws.com/a%20b/%C3%A9', { bucket: 'acme-exports', folderPath: 'a b/é' }],
    [
      'https://s3.console.aws.amazon.com/s3/buckets/acme-exports?region=eu-central-1&prefix=daily/x/&showversions=false',
      inRegion,
    ],
    [
      'https://eu-central-1.console.aws.amazon.com/s3/buckets/acme-exports?bucketType=general&tab=objects',
      { bucket: 'acme-exports', folderPath: '', region: 'eu-central-1' },
    ],
    [
      'https://eu-central-1.console.aws.amazon.com/s3/object/acme-exports?region=eu-central-1&prefix=daily/x/export.csv',
      inRegion,
    ],
  ] as const) {
    it(`are taken apart: ${JSON.stringify(text)}`, () =>
      assert.deepEqual(readBucketLocation(text), location));
  }

  for (const text of [
    '',
    'acme-exports',
    's3://',
    's3:///daily',
    's3:acme-exports',
    'arn:aws:iam::123456789012:role/exporter',
    'arn:aws:s3:eu-west-1:123456789012:accesspoint/acme',
    'https://',
    'https://minio.example.com/acme-exports',
    'https://s3.amazonaws.com.evil.example/acme-exports',
    'https://console.aws.amazon.com.evil.example/s3/buckets/acme-exports',
    'https://console.aws.amazon.com/s3/home',
    'https://s3.amazonaws.com/',
    'https://acme-exports.s3.amazonaws.com/%E0%A4%A',
    'ftp://acme-exports/daily',
  ]) {
    it(`are not: ${JSON.stringify(text)}`, () => assert.equal(readBucketLocation(text), undefined));
  }

  it('are never a reason to throw, whatever the text', () => {
    const begins = fc.constantFrom('', 's3://', 'arn:aws:s3:::', 'https://', 'https://b.s3.amazonaws.com/');
    const texts = fc.tuple(begins, fc.string({ unit: 'binary' })).map((parts) => parts.join(''));
    fc.assert(fc.property(texts, (text) => void readBucketLocation(text)));
  });

  it('come back from their s3:// form', () => {
    const folders = fc.array(fc.stringMatching(/^[a-zé0-9%_() -]*[a-z0-9]$/), { maxLength: 4 });
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/), folders, (bucket, names) => {
        const folderPath = names.join('/').trim();
        assert.deepEqual(readBucketLocation(s3Uri(bucket, folderPath)), { bucket, folderPath });
      }),
    );
  });
});
