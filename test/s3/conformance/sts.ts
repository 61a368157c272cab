// Temporary credentials: a role is assumed with its external id only, and its sessions must be whole.
import assert from 'node:assert/strict';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { bytesOf, clientOf, type Credentials, freshKey, refused, type Target } from './target';

export function stsTests(target: () => Target): void {
  function assume(
    ExternalId: string | undefined,
    masterCredentials = target().credentials,
  ): Promise<Credentials> {
    const { endpoint, region, sts } = target();
    const provider = fromTemporaryCredentials({
      masterCredentials,
      params: {
        RoleArn: sts?.roleArn ?? '',
        RoleSessionName: 'conformance',
        ...(ExternalId !== undefined && { ExternalId }),
      },
      clientConfig: { endpoint, region, maxAttempts: 1 },
    });
    return provider();
  }

  const put = (credentials: Credentials, Key: string) =>
    clientOf(target(), { credentials }).send(
      new PutObjectCommand({ Bucket: target().bucket, Key, Body: 'by role' }),
    );

  describe('temporary credentials', () => {
    it('put and get', async () => {
      const Key = freshKey('sts');
      const credentials = await assume(target().sts?.externalId);
      assert.ok(credentials.sessionToken);
      await put(credentials, Key);
      const got = await clientOf(target(), { credentials }).send(
        new GetObjectCommand({ Bucket: target().bucket, Key }),
      );
      assert.equal((await bytesOf(got)).toString(), 'by role');
    });

    for (const externalId of ['wrong', undefined]) {
      it(`are not given for the external id ${externalId}`, async () => {
        await assert.rejects(assume(externalId), { name: 'AccessDenied' });
      });
    }

    it('are not given for a wrong secret', async () => {
      const credentials = { ...target().credentials, secretAccessKey: 'wrong' };
      await assert.rejects(assume(target().sts?.externalId, credentials), { name: 'SignatureDoesNotMatch' });
    });

    it('are not given to somebody whom the role does not trust', async function () {
      const { otherUser, sts } = target();
      if (!otherUser) return this.skip();
      await assert.rejects(assume(sts?.externalId, otherUser), { name: 'AccessDenied' });
    });

    it('are refused with a wrong token, and without one', async () => {
      const { accessKeyId, secretAccessKey } = await assume(target().sts?.externalId);
      const wrong = { accessKeyId, secretAccessKey, sessionToken: 'wrong' };
      await refused(put(wrong, freshKey('sts')), 400, 'InvalidToken');
      await refused(put({ accessKeyId, secretAccessKey }, freshKey('sts')), 400, 'InvalidToken');
    });
  });
}
