// A server that gets alerts, and answers as a test says.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebhookServer {
  readonly address: () => string;
  readonly answer: (by: Answer) => void;
  /** All that arrived since the last `answer`. */
  readonly requests: { readonly url: string; readonly type: string | undefined; readonly body: string }[];
}

/** Call inside `describe`. */
export function webhookServer(): WebhookServer {
  let answer: Answer = (_, response) => response.end();
  const requests: WebhookServer['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', type: request.headers['content-type'], body });
      answer(request, response);
    });
  });
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  after(() => {
    server.close().closeAllConnections();
  });
  return {
    requests,
    address: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (by) => {
      answer = by;
      requests.length = 0;
    },
  };
}
