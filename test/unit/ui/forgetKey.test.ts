// The key of a destination that has become another one is forgotten; that of one which stays where it was is kept.
import assert from 'node:assert/strict';
import { readDestination, type Destination } from '../../../src/model/destination';
import { AccessKeyStore } from '../../../src/ui/accessKeyStore';
import { forgetUnusedKey } from '../../../src/ui/forgetKey';

const key = { accessKeyId: 'AKIA1', secretAccessKey: 'hush' };
const at = (settings: object): Destination =>
  readDestination('acme', { bucket: 'acme-exports', credentials: { type: 'accessKey' }, ...settings });

describe('the key of a destination that has become another one', () => {
  const before = at({});
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };

  for (const [what, after, left] of [
    ['is kept in the same bucket', at({ folderPath: 'weekly', production: true }), key],
    ['is forgotten in another bucket', at({ bucket: 'acme-other' }), undefined],
    ['is forgotten at another endpoint', at({ endpoint: 'https://minio.example.com' }), undefined],
    ['is forgotten where it is asked for each time', at({ credentials: { type: 'ask' } }), undefined],
    ['is forgotten where something else signs', at({ credentials: { type: 'default' } }), undefined],
  ] as const) {
    it(what, async () => {
      const secrets = new Map<string, string>();
      const keys = new AccessKeyStore({
        get: (name) => Promise.resolve(secrets.get(name)),
        store: (name, text) => Promise.resolve(void secrets.set(name, text)),
        delete: (name) => Promise.resolve(void secrets.delete(name)),
      });
      await keys.set(before, key);
      await forgetUnusedKey(before, after, { keys, log });
      assert.deepEqual(await keys.get(before), left);
      assert.deepEqual(warnings, []);
    });
  }

  it('stays where the keyring does not work, and nobody is bothered', async () => {
    const broken = () => Promise.reject(new Error('hush'));
    const keys = new AccessKeyStore({ get: broken, store: broken, delete: broken });
    await forgetUnusedKey(before, at({ bucket: 'acme-other' }), { keys, log });
    assert.equal(warnings.length, 1);
    assert.doesNotMatch(warnings[0] ?? '', /hush/);
  });
});
