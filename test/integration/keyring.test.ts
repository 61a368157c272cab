// A keyring that does not work, in a real host: the person is told, and what was typed is not lost.
import { strict as assert } from 'node:assert';
import { commands, window } from 'vscode';
import { readDestination } from '../../src/model/destination';
import { AccessKeyStore } from '../../src/ui/accessKeyStore';
import { keepAccessKey } from '../../src/ui/keyringWayOut';
import { acceptNotification, answered } from './driving';
import { accessKey } from './store';

/** The host's own secret storage cannot be made to fail. */
const broken = () => Promise.reject(new Error('no keyring'));

describe('a keyring that does not work', () => {
  it('makes the first button ask each time, with the key that was typed', async () => {
    await commands.executeCommand('notifications.clearAll');
    // A channel of the extension's own name would be its own, and be closed with this one.
    const log = window.createOutputChannel('A test', { log: true });
    const keys = new AccessKeyStore({ get: broken, store: broken, delete: broken });
    const assumeRole = { roleArn: 'arn:aws:iam::123456789012:role/exporter' };
    const credentials = { type: 'accessKey', assumeRole };
    const destination = readDestination('acme', { bucket: 'acme-exports', credentials });
    let done = false;
    const keeping = keepAccessKey(destination, accessKey, { keys, log }).finally(() => (done = true));
    await answered(() => done, acceptNotification);
    const kept = await keeping;
    log.dispose();
    assert(kept);
    assert.deepEqual(kept.credentials, { type: 'ask', assumeRole });
    assert.deepEqual(await keys.get(kept), accessKey);
  });
});
