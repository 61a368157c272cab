// Webhooks that are slow, silent, refuse, lead elsewhere or talk without end, over real HTTP.
import assert from 'node:assert/strict';
import { post } from '../../../../src/schedule/alerts/post';
import { failure } from './alerts';
import { webhookServer } from './webhookServer';

describe('posting an alert', () => {
  const server = webhookServer();
  const never = new AbortController().signal;
  const times = { patience: 20_000, pauses: [1, 1] };
  const toHook = (signal = never, patience = times.patience) =>
    post(`${server.address()}/s3cret`, failure, signal, { ...times, patience });

  /** Which says no address: `/s3cret` is a part of it. */
  async function problem(patience?: number): Promise<string> {
    const why = await toHook(never, patience);
    assert.doesNotMatch(why ?? '', /s3cret|http:/);
    return why ?? 'none';
  }

  it('posts JSON with a sentence', async () => {
    server.answer((_, response) => response.end('ok'));
    assert.equal(await problem(), 'none');
    const [{ type, body } = { type: '', body: '' }, ...others] = server.requests;
    assert.equal(type, 'application/json');
    assert.deepEqual(others, []);
    const { text, event } = JSON.parse(body) as Record<string, unknown>;
    assert.match(String(text), /luxury to acme failed/);
    assert.equal(event, 'failure');
  });

  it('tries again what may pass', async () => {
    const statuses = [503, 429, 200];
    server.answer((_, response) => response.writeHead(statuses.shift() ?? 500).end());
    assert.equal(await problem(), 'none');
    assert.equal(server.requests.length, 3);
  });

  it('tries three times', async () => {
    server.answer((_, response) => response.writeHead(500).end('s3cret'));
    assert.match(await problem(), /answered with status 500/);
    assert.equal(server.requests.length, 3);
  });

  it('takes a refusal for what it is', async () => {
    server.answer((_, response) => response.writeHead(404).end());
    assert.match(await problem(), /127\.0\.0\.1:\d+ answered with status 404/);
    assert.equal(server.requests.length, 1);
  });

  it('follows nobody elsewhere', async () => {
    server.answer(({ url }, response) => {
      if (url === '/s3cret') response.writeHead(307, { location: `${server.address()}/elsewhere` });
      response.end();
    });
    assert.match(await problem(), /answered with status 307/);
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      ['/s3cret'],
    );
  });

  it('waits for none that says nothing', async () => {
    server.answer(() => undefined);
    assert.match(await problem(300), /does not answer/);
    assert.ok(server.requests.length <= 3);
  });

  it('tries again where a connection breaks', async () => {
    server.answer((request) => request.socket.destroy());
    assert.match(await problem(), /does not answer/);
    assert.equal(server.requests.length, 3);
  });

  it('reads no answer to its end', async () => {
    const isOver = new Promise<void>((resolve) => {
      server.answer((_, response) => {
        response.writeHead(200).on('close', resolve);
        const more = () => void (response.write('x'.repeat(65_536)) ? setImmediate(more) : 0);
        response.on('drain', more);
        more();
      });
    });
    assert.equal(await problem(), 'none');
    await isOver;
  });

  it('says nothing of a server that is not there', async () => {
    assert.match(
      (await post('http://127.0.0.1:1/s3cret', failure, never, times)) ?? '',
      /127\.0\.0\.1:1 does not/,
    );
  });

  it('ends at once, without a word, when the run is cancelled', async () => {
    const cancelled = new AbortController();
    server.answer(() => {
      cancelled.abort();
    });
    assert.equal(await toHook(cancelled.signal), undefined);
    assert.equal(server.requests.length, 1);
  });
});
