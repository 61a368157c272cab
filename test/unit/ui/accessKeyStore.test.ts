// Where access keys are kept, and what becomes of a keyring that does not work. VS Code's own secret storage cannot be made
// to fail, so a storage that always does stands in its place here.
import assert from 'node:assert/strict';
import { readDestination, type Destination } from '../../../src/model/destination';
import { isCancelled } from '../../../src/model/failure';
import { AccessKeyStore } from '../../../src/ui/accessKeyStore';
import { KeyringUnavailable } from '../../../src/ui/keyringUnavailable';

const key = { accessKeyId: 'AKIA1', secretAccessKey: 'hush' };
const at = (credentials: object, more: object = {}): Destination =>
  readDestination('acme', { name: 'Acme', bucket: 'acme-exports', credentials, ...more });
const stored = at({ type: 'accessKey' });
const asked = at({ type: 'ask' });

const broken = () => Promise.reject(new Error('Cannot create an item in a locked collection: hush'));

describe('access keys without a keyring', () => {
  const keys = new AccessKeyStore({ get: broken, store: broken, delete: broken });

  for (const [what, work, sentence] of [
    ['reading', () => keys.get(stored), /could not be read/],
    ['storing', () => keys.set(stored, key), /could not be stored/],
    ['removing', () => keys.delete(stored), /could not be removed/],
    ['removing all', () => keys.deleteAll('acme'), /could not be removed/],
  ] as const) {
    it(`explain what went wrong in ${what}`, async () => {
      await assert.rejects(work(), (error) => {
        assert.ok(error instanceof KeyringUnavailable && !isCancelled(error));
        assert.equal(error.code, 'keyring-unavailable');
        assert.match(error.message, sentence);
        assert.match(error.message, /keyring/);
        assert.doesNotMatch(error.message, /hush|unexpected|locked collection/);
        assert.notEqual(error.explanation.next, '');
        return true;
      });
    });
  }

  it('are kept in memory where they are asked for each time, for this bucket only, until they are forgotten', async () => {
    assert.equal(await keys.get(asked), undefined);
    await keys.set(asked, key);
    assert.deepEqual(await keys.get(asked), key);
    assert.deepEqual(await keys.getAccessKey(asked), key);
    assert.equal(await keys.get(at({ type: 'ask' }, { bucket: 'other' })), undefined);
    const role = { roleArn: 'arn:aws:iam::123456789012:role/exporter' };
    assert.deepEqual(await keys.get(at({ type: 'ask', assumeRole: role })), key);
    const elsewhere = { ...role, stsEndpoint: 'https://evil.example' };
    assert.equal(await keys.get(at({ type: 'ask', assumeRole: elsewhere })), undefined);
    await keys.delete(asked);
    assert.equal(await keys.get(asked), undefined);
  });
});
