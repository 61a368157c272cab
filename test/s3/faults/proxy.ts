// An HTTP proxy on loopback that breaks chosen requests on their way to a real store. Host headers pass unchanged, so
// signatures stay valid.
import { EventEmitter, once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, type FaultKind, refusals, strike } from './fault';
import { Link } from './link';

export interface FaultProxy {
  readonly url: string;
  /** To be struck next; each fault ends by itself. */
  readonly faults: Fault[];
  /** Requests seen so far, as `PUT /bucket/key?query`. */
  readonly seen: readonly string[];
  /** Those of them that the store has answered. */
  readonly answered: readonly string[];
  /** Those of them that a fault has struck, in the form `reset PUT /bucket/key?query`. */
  readonly struck: readonly string[];
  /** Limits all that passes, in both directions together; `undefined` for no limit. */
  setBytesPerSecond(limit: number | undefined): void;
  /** Empties what was seen, answered and struck. */
  forget(): void;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  /** Is told of each request, the first one is 1, and may keep it waiting. */
  readonly before?: (count: number) => Promise<void> | void;
}

/** A request under way. */
interface Passage {
  readonly target: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly link: Link;
  /** Tells of each request by its method. */
  readonly arrivals: EventEmitter;
  /** The store has answered. */
  readonly answered: () => void;
}

/** Starts a proxy before the endpoint at `target`. */
export async function startFaultProxy(
  target: string,
  { before }: FaultProxyOptions = {},
): Promise<FaultProxy> {
  const faults: Fault[] = [];
  const [seen, answered, struck]: [string[], string[], string[]] = [[], [], []];
  const [link, arrivals] = [new Link(), new EventEmitter().setMaxListeners(0)];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = request;
    const line = `${method} ${url}`;
    arrivals.emit(method);
    const count = seen.push(line);
    await before?.(count);
    const kind = strike(faults, method, url);
    if (kind) struck.push(`${kind} ${line}`);
    await pass({ target, request, response, link, arrivals, answered: () => answered.push(line) }, kind);
    if (kind === 'goAway') cut();
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  const cut = () => {
    server.close();
    server.closeAllConnections();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    seen,
    answered,
    struck,
    setBytesPerSecond: (limit) => {
      link.bytesPerSecond = limit;
    },
    forget: () => {
      for (const list of [seen, answered, struck]) list.length = 0;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Passes a request on and its answer back, as far as the fault lets it. */
async function pass(passage: Passage, kind: FaultKind | undefined): Promise<void> {
  const { request, response, link } = passage;
  if (kind === 'stall') return;
  if (kind === 'feignSuccess') return void response.writeHead(204).end();
  if (kind === 'reset') {
    if (Number(request.headers['content-length'] ?? 0) > 0) await once(request, 'data');
    request.socket.resetAndDestroy();
    return;
  }
  const body = await link.read(request);
  if (kind && kind in refusals) return refuse(response, kind as keyof typeof refusals);
  if (kind === 'flipBit') flipBit(body);
  if (kind === 'deliverLate') await once(passage.arrivals, 'HEAD');
  const answer = await forward(passage, body);
  passage.answered();
  await answerWith(passage, answer, kind);
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** After them the client gets no answer, or no whole one. */
const withoutEnd: readonly (FaultKind | undefined)[] = ['keepAnswer', 'deliverLate', 'goAway', 'stallAnswer'];

/** Passes the store's answer back, as far as the fault lets it. */
async function answerWith(
  { request, response, link }: Passage,
  { status, headers, body }: Answer,
  kind: FaultKind | undefined,
): Promise<void> {
  if (kind === 'errorAfterWork') return refuse(response, 'errorIn200');
  if (kind === 'hideReason') return refuse(response, 'deny');
  if (kind === 'delayAnswer') await sleep(300);
  const half =
    kind === 'cutAnswer' || kind === 'stallAnswer' ? body.subarray(0, body.length >> 1) : undefined;
  if (half && half.length > 0) await begin(response, status, headers, half);
  if (kind === 'loseAnswer' || kind === 'cutAnswer') return void request.socket.destroy();
  if (withoutEnd.includes(kind)) return;
  if (kind === 'flipBitInAnswer') flipBit(body);
  response.writeHead(status, editHeaders(headers, kind));
  await link.write(response, body);
  response.end();
}

function begin(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  half: Buffer,
): Promise<void> {
  response.writeHead(status, headers);
  return new Promise((resolve) => response.write(half, () => resolve()));
}

function refuse(response: ServerResponse, kind: keyof typeof refusals): void {
  const [status, code] = refusals[kind];
  const late = kind === 'tooSkewed' ? { date: new Date(Date.now() + 3_600_000).toUTCString() } : {};
  response.writeHead(status, { 'content-type': 'application/xml', ...late });
  response.end(`<Error><Code>${code}</Code><Message>By the fault proxy.</Message></Error>`);
}

function flipBit(body: Buffer): void {
  const middle = body.length >> 1;
  if (body.length > 0) body.writeUInt8(body.readUInt8(middle) ^ 1, middle);
}

/** What stands in an answer instead of the store's checksums. */
const forgedHeaders: Partial<Record<FaultKind, OutgoingHttpHeaders>> = {
  hideChecksum: {},
  forgeChecksum: { 'x-amz-checksum-crc32': 'AAAAAA==' },
  forgeEtag: { etag: '"0123456789abcdef0123456789abcdef"' },
};

function editHeaders(headers: OutgoingHttpHeaders, kind: FaultKind | undefined): OutgoingHttpHeaders {
  const forged = kind && forgedHeaders[kind];
  if (!forged) return headers;
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  return { ...Object.fromEntries(kept), ...forged };
}

async function forward({ target, request }: Passage, body: Buffer): Promise<Answer> {
  const { method, url = '/', headers } = request;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(new URL(url, target), { method, headers, agent: false } as object, resolve)
      .on('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
}
