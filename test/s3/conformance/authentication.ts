// Who is let in: keys, signatures, clocks, regions, tokens, and the headers a signature must cover.
import assert from 'node:assert/strict';
import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { type RawAnswer, sendHttp, sendSigned } from './raw';
import { sha256 } from './signing';
import { clientOf, freshKey, refused, type Target } from './target';

const MINUTE_MS = 60_000;

export function authenticationTests(target: () => Target): void {
  const put = { method: 'PUT', body: Buffer.from('text') };

  async function refuses(answer: Promise<RawAnswer>, status: number, code: string): Promise<RawAnswer> {
    const got = await answer;
    assert.deepEqual({ status: got.status, code: got.code }, { status, code });
    return got;
  }

  async function isAbsent(key: string): Promise<void> {
    await refused(clientOf(target()).send(new HeadObjectCommand({ Bucket: target().bucket, Key: key })), 404);
  }

  describe('authentication', () => {
    it('takes a request signed by hand', async () => {
      const answer = await sendSigned(target(), { ...put, key: freshKey('auth') });
      assert.equal(answer.status, 200);
    });

    it('refuses a wrong secret', async () => {
      const key = freshKey('auth');
      const credentials = { ...target().credentials, secretAccessKey: 'wrong' };
      await refuses(
        sendSigned(target(), { ...put, key, signing: { credentials } }),
        403,
        'SignatureDoesNotMatch',
      );
      await isAbsent(key);
    });

    it('refuses a wrong secret on HEAD, without a body', async () => {
      const credentials = { ...target().credentials, secretAccessKey: 'wrong' };
      const answer = await sendSigned(target(), { method: 'HEAD', key: 'any', signing: { credentials } });
      assert.deepEqual({ status: answer.status, length: answer.body.length }, { status: 403, length: 0 });
    });

    it('refuses a signature over something else', async () => {
      const headers = { 'x-amz-meta-a': '1' };
      const unsignedHeaders = { 'x-amz-meta-a': '2' };
      const request = { ...put, key: freshKey('auth'), headers, unsignedHeaders };
      await refuses(sendSigned(target(), request), 403, 'SignatureDoesNotMatch');
    });

    it('refuses an unknown key', async () => {
      const credentials = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'any' };
      const client = clientOf(target(), { credentials });
      await refused(
        client.send(new ListObjectsV2Command({ Bucket: target().bucket })),
        403,
        'InvalidAccessKeyId',
      );
    });

    for (const minutes of [-60, 60]) {
      it(`refuses a clock that is ${minutes} minutes off`, async () => {
        const date = new Date(Date.now() + minutes * MINUTE_MS);
        const request = { ...put, key: freshKey('auth'), signing: { date } };
        await refuses(sendSigned(target(), request), 403, 'RequestTimeTooSkewed');
      });
    }

    it('takes a clock that is five minutes off', async () => {
      const date = new Date(Date.now() - 5 * MINUTE_MS);
      const answer = await sendSigned(target(), { ...put, key: freshKey('auth'), signing: { date } });
      assert.equal(answer.status, 200);
    });

    it('refuses another region and names its own', async () => {
      const request = { ...put, key: freshKey('auth'), signing: { region: 'xx-elsewhere-9' } };
      const answer = await refuses(sendSigned(target(), request), 400, 'AuthorizationHeaderMalformed');
      assert.match(answer.body.toString(), new RegExp(`<Region>${target().region}</Region>`));
    });

    it('refuses a session token that it never issued', async () => {
      const credentials = { ...target().credentials, sessionToken: 'bogus' };
      await refuses(
        sendSigned(target(), { ...put, key: freshKey('auth'), signing: { credentials } }),
        400,
        'InvalidToken',
      );
    });

    it('refuses a body that is not the signed one', async () => {
      const key = freshKey('auth');
      const request = { ...put, key, encode: () => Buffer.from('tExt') };
      await refuses(sendSigned(target(), request), 400, 'XAmzContentSHA256Mismatch');
      await isAbsent(key);
    });

    it('refuses an anonymous caller', async () => {
      const path = `/${target().bucket}/${freshKey('auth')}`;
      const headers = { 'x-amz-content-sha256': sha256('text'), 'content-length': '4' };
      await refuses(sendHttp(target(), 'PUT', path, headers, put.body), 403, 'AccessDenied');
      await refuses(sendHttp(target(), 'GET', `/${target().bucket}`, {}), 403, 'AccessDenied');
    });

    it('refuses an x-amz header that was not signed', async () => {
      const unsignedHeaders = { 'x-amz-meta-added': 'later' };
      const request = { ...put, key: freshKey('auth'), unsignedHeaders };
      await refuses(sendSigned(target(), request), 403, 'AccessDenied');
    });

    it('takes the bucket in the host name', async () => {
      const key = freshKey('auth');
      const request = { ...put, key, hostStyle: true };
      assert.equal((await sendSigned(target(), request)).status, 200);
      const read = await sendSigned(target(), { method: 'GET', key });
      assert.equal(read.body.toString(), 'text');
    });

    it('takes any characters in a key', async () => {
      const Key = `${freshKey('auth')}/ä €/😀 +&=?#%25'()*~!@:;,"<>.csv`;
      const client = clientOf(target());
      await client.send(new PutObjectCommand({ Bucket: target().bucket, Key, Body: 'x' }));
      const Prefix = Key.slice(0, 20);
      const listed = await client.send(new ListObjectsV2Command({ Bucket: target().bucket, Prefix }));
      assert.deepEqual(
        listed.Contents?.map((entry) => entry.Key),
        [Key],
      );
    });
  });
}
