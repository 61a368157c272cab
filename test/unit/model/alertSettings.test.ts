import assert from 'node:assert/strict';
import { isWebhook, readAlerts } from '../../../src/model/alertSettings';

describe('the setting of alerts', () => {
  it('may be left out, and fills in the defaults', () => {
    assert.deepEqual(readAlerts(undefined), []);
    assert.deepEqual(readAlerts([{ command: ['notify', 'me'] }]), [
      { on: ['failure', 'deviation'], to: { command: ['notify', 'me'] }, destinations: undefined },
    ]);
    assert.deepEqual(readAlerts([{ on: ['success'], webhookVariable: 'HOOK', destinations: ['acme'] }]), [
      { on: ['success'], to: { webhookVariable: 'HOOK' }, destinations: ['acme'] },
    ]);
  });

  for (const [setting, why] of [
    [{}, /not a list/],
    [[{}], /exactly one of command, webhook, webhookVariable/],
    [[{ command: ['a'], webhookVariable: 'B' }], /exactly one/],
    [[{ command: [] }], /"0.command"/],
    [[{ command: 'rm -rf x' }], /"0.command"/],
    [[{ command: ['a'] }, { command: ['a'], on: ['always'] }], /"1.on/],
    [[{ webhook: 'http://example.com/x' }], /"0.webhook"/],
    [[{ webhook: 'https://example.com:99999/' }], /"webhook"/],
    [[{ webhookVariable: '$HOOK' }], /"0.webhookVariable"/],
    [[{ command: ['a'], colour: 'red' }], /"0.colour"/],
  ] as const)
    it(`refuses ${JSON.stringify(setting)}`, () => {
      assert.throws(() => readAlerts(setting), { code: 'invalid-alerts', message: why });
    });

  it('quotes no address: it may be a secret', () => {
    assert.throws(
      () => readAlerts([{ webhook: 'http://hooks.example.com/s3cret' }]),
      (error: Error) => {
        assert.doesNotMatch(error.message, /s3cret|hooks/);
        return true;
      },
    );
  });

  it('takes https, and http on this machine alone', () => {
    for (const address of [
      'https://hooks.slack.com/services/T0/B0/x',
      'https://chat.example.com:8443/hooks/x?y=@z#w',
      'http://localhost',
      'http://localhost:8080/x',
      'http://127.0.0.1/x',
      'http://[::1]:80/x',
    ])
      assert.ok(isWebhook(address), address);
    for (const address of [
      'http://example.com',
      'http://localhost.example.com',
      'http://localhost@example.com',
      'http://localhost:80@example.com',
      'http://localhost\\@example.com',
      'https://user:secret@example.com/',
      'https:///x',
      'https://[::',
      'ftp://example.com',
      'file:///etc/passwd',
      ' https://example.com',
      'https://example.com/a b',
      '',
    ])
      assert.ok(!isWebhook(address), address);
  });
});
