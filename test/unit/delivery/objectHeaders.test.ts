// What is sent beside an object's bytes: its type by format, and what the destination says.
import assert from 'node:assert/strict';
import { checkEncryption, EncryptionMismatch } from '../../../src/delivery/encryption';
import { objectHeaders } from '../../../src/delivery/objectHeaders';
import { readDestination } from '../../../src/model/destination';
import { resolveFormat, type FormatSettings } from '../../../src/model/format';
import type { Encryption } from '../../../src/model/objectSettings';

function headersOf(settings: object, format: FormatSettings = {}) {
  return objectHeaders(
    readDestination('acme', { bucket: 'exports', ...settings }).object,
    resolveFormat(format),
  );
}

describe("an object's headers", () => {
  const types: [FormatSettings, string][] = [
    [{ type: 'csv' }, 'text/csv; charset=utf-8'],
    [{ type: 'tsv' }, 'text/tab-separated-values; charset=utf-8'],
    [{ type: 'json' }, 'application/x-ndjson; charset=utf-8'],
    [{ encoding: 'utf-16le' }, 'text/csv; charset=utf-16'],
    [{ encoding: 'utf-16le', bom: false }, 'text/csv; charset=utf-16le'],
    [{ compression: 'gzip' }, 'application/gzip'],
    [{ type: 'json', compression: 'zip' }, 'application/zip'],
  ];
  for (const [format, ContentType] of types) {
    it(`are the type alone by default: ${JSON.stringify(format)}`, () => {
      assert.deepEqual(headersOf({}, format), { ContentType });
    });
  }

  it('say of gzip that it is an encoding only where the destination wants it', () => {
    const gzip = { type: 'tsv', compression: 'gzip' } as const;
    const encoded = { ContentType: 'text/tab-separated-values; charset=utf-8', ContentEncoding: 'gzip' };
    assert.deepEqual(headersOf({ gzipAs: 'encoding' }, gzip), encoded);
    const zip = { compression: 'zip' } as const;
    assert.deepEqual(headersOf({ gzipAs: 'encoding' }, zip), { ContentType: 'application/zip' });
  });

  it('are all that the destination says', () => {
    const settings = {
      ...{ storageClass: 'GLACIER', tags: { 'a b': '+=é', c: '' }, metadata: { team: 'growth' } },
      encryption: { type: 'sse-kms', keyId: 'alias/exports' },
    };
    assert.deepEqual(headersOf(settings), {
      ContentType: 'text/csv; charset=utf-8',
      ...{ StorageClass: 'GLACIER', Tagging: 'a%20b=%2B%3D%C3%A9&c=', Metadata: { team: 'growth' } },
      ...{ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/exports' },
    });
    assert.equal(headersOf({ encryption: { type: 'sse-s3' } }).ServerSideEncryption, 'AES256');
  });
});

describe('the encryption that a store shows', () => {
  const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const arn = `arn:aws:kms:us-east-1:111122223333:key/${id}`;
  const kms = (keyId?: string): Encryption => ({ type: 'sse-kms', ...(keyId !== undefined && { keyId }) });
  const shownKms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: arn } as const;

  const right: [Encryption | undefined, object][] = [
    [undefined, {}],
    [undefined, shownKms],
    [{ type: 'sse-s3' }, { ServerSideEncryption: 'AES256' }],
    [kms(), shownKms],
    [kms(id), shownKms],
    [kms(arn), shownKms],
    [kms('alias/exports'), shownKms],
    [kms('arn:aws:kms:us-east-1:111122223333:alias/exports'), shownKms],
    [kms(id), { ServerSideEncryption: 'aws:kms' }],
    [kms('testkey-1'), { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'testkey-1' }],
  ];
  for (const [wanted, shown] of right) {
    it(`is that of the destination: ${JSON.stringify([wanted, shown])}`, () =>
      checkEncryption('n.csv', wanted, shown));
  }

  const wrong: [Encryption, object, RegExp][] = [
    [{ type: 'sse-s3' }, {}, /does not say that it is encrypted; AES256 was asked for/],
    [{ type: 'sse-s3' }, shownKms, /with aws:kms; AES256 was asked for/],
    [kms(), { ServerSideEncryption: 'AES256' }, /with AES256; aws:kms was asked for/],
    [kms(`${id.slice(0, -1)}c`), shownKms, /with arn:aws:kms:.*; 1234abcd/],
    [kms('b'), shownKms, /asked for/],
  ];
  for (const [wanted, shown, why] of wrong) {
    it(`is not that of the destination: ${JSON.stringify([wanted, shown])}`, () => {
      assert.throws(
        () => checkEncryption('n.csv', wanted, shown),
        (error) => error instanceof EncryptionMismatch && why.test(error.message),
      );
    });
  }
});
