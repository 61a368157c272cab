// Requests signed in their query, as links are.
import assert from 'node:assert/strict';
import { presign, sendHttp } from './raw';
import { freshKey, type Target } from './target';

export function presignedTests(target: () => Target): void {
  const hostOf = (): string => new URL(target().endpoint).host;

  async function send(method: string, pathAndQuery: string, text = '', more: Record<string, string> = {}) {
    const headers = { host: hostOf(), ...(method === 'PUT' && { 'content-length': String(text.length) }) };
    const answer = await sendHttp(target(), method, pathAndQuery, { ...headers, ...more }, Buffer.from(text));
    return { status: answer.status, code: answer.code, body: answer.body.toString() };
  }

  describe('presigned requests', () => {
    it('puts and gets', async () => {
      const key = freshKey('presigned');
      const put = await send('PUT', presign(target(), 'PUT', key), 'by link');
      assert.equal(put.status, 200, put.body);
      const got = await send('GET', presign(target(), 'GET', key));
      assert.deepEqual(got, { status: 200, code: '', body: 'by link' });
    });

    it('refuses a link for another method', async () => {
      const { status, code } = await send('PUT', presign(target(), 'GET', freshKey('presigned')), 'x');
      assert.deepEqual({ status, code }, { status: 403, code: 'SignatureDoesNotMatch' });
    });

    it('refuses a link for another key', async () => {
      const link = presign(target(), 'GET', freshKey('presigned')).replace('/presigned/', '/other/');
      const { status, code } = await send('GET', link);
      assert.deepEqual({ status, code }, { status: 403, code: 'SignatureDoesNotMatch' });
    });

    it('refuses a link that has expired', async () => {
      const date = new Date(Date.now() - 120_000);
      const link = presign(target(), 'GET', freshKey('presigned'), { expiresSeconds: 60, signing: { date } });
      const { status, code } = await send('GET', link);
      assert.deepEqual({ status, code }, { status: 403, code: 'AccessDenied' });
    });

    it('refuses a wrong Content-MD5 on a link', async () => {
      const key = freshKey('presigned');
      const md5 = { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' };
      const { status, code } = await send('PUT', presign(target(), 'PUT', key), 'x', md5);
      assert.deepEqual({ status, code }, { status: 400, code: 'BadDigest' });
      assert.equal((await send('GET', presign(target(), 'GET', key))).status, 404);
    });
  });
}
