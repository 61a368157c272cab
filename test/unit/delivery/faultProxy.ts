// An HTTP proxy on loopback that breaks chosen requests on their way to a real store. Host headers pass unchanged, so
// signatures stay valid.
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until';

export interface Fault {
  readonly kind:
    /** The store does its work, and its answer never comes: the connection is cut. */
    | 'loseAnswer'
    /** The store does its work, and its answer never comes: from then on there is no network at all. */
    | 'goAway'
    /** The store does its work, and its answer never comes: nothing happens any more. */
    | 'keepAnswer'
    /** The request comes to the store only when somebody looks for its object. */
    | 'deliverLate'
    /** 204; the store never hears of it. */
    | 'feignSuccess'
    /** The connection is cut after the first kilobytes of the body. */
    | 'reset'
    /** 503 SlowDown; the store never hears of it. */
    | 'slowDown'
    /** 409 ConditionalRequestConflict; the store never hears of it. */
    | 'conflict'
    /** One bit of the body is flipped on the way to the store. */
    | 'flipBit'
    /** Nothing happens any more. */
    | 'stall'
    /** The store's answer comes without its checksums, as from older stores. */
    | 'hideChecksum'
    /** The store's answer comes with another checksum. */
    | 'forgeChecksum'
    /** The store's answer comes without checksums, and with the MD5 of something else as its ETag. */
    | 'forgeEtag'
    /** The connection is cut in the middle of the answer's body. */
    | 'cutAnswer'
    /** One bit of the answer's body is flipped. */
    | 'flipBitInAnswer';
  readonly method: string;
  /** A piece of path and query. Default: any. */
  readonly path?: string;
  /** How many requests it strikes. Default: 1. */
  times?: number;
}

export interface FaultProxy {
  readonly url: string;
  /** To be struck next; each fault ends by itself. */
  readonly faults: Fault[];
  /** Requests seen so far, as `PUT /bucket/key?query`. */
  readonly seen: readonly string[];
  /** Those of them that the store has answered. */
  readonly answered: readonly string[];
  /** Empties both. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts a proxy before the endpoint at `target`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults: Fault[] = [];
  const seen: string[] = [];
  const answered: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const fault = strike(faults, request);
    pass(target, request, response, fault, { seen, answered })
      .then(() => fault === 'goAway' && cut())
      .catch(() => request.socket.destroy());
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
    forget: () => {
      seen.length = 0;
      answered.length = 0;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Takes one strike from the first fault that is meant for the request. */
function strike(faults: Fault[], { method, url = '' }: IncomingMessage): Fault['kind'] | undefined {
  const fault = faults.find((each) => each.method === method && url.includes(each.path ?? ''));
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times === 0) faults.splice(faults.indexOf(fault), 1);
  return fault.kind;
}

async function pass(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault['kind'] | undefined,
  { seen, answered }: { readonly seen: readonly string[]; readonly answered: string[] },
): Promise<void> {
  if (fault === 'stall') return;
  if (fault === 'feignSuccess') return void response.writeHead(204).end();
  if (fault === 'reset') {
    await new Promise((resolve) => request.once('data', resolve));
    request.socket.resetAndDestroy();
    return;
  }
  const body = await collect(request);
  if (fault === 'slowDown') return refuse(response, 503, 'SlowDown');
  if (fault === 'conflict') return refuse(response, 409, 'ConditionalRequestConflict');
  if (fault === 'flipBit') body.writeUInt8(body.readUInt8(body.length >> 1) ^ 1, body.length >> 1);
  if (fault === 'deliverLate') await until(() => seen.some((each) => each.startsWith('HEAD ')));
  const answer = await forward(target, request, body);
  answered.push(`${request.method} ${request.url}`);
  if (fault === 'keepAnswer' || fault === 'deliverLate' || fault === 'goAway') return;
  if (fault === 'loseAnswer') {
    request.socket.destroy();
    return;
  }
  const { body: said } = answer;
  response.writeHead(answer.status, editHeaders(answer.headers, fault));
  if (fault === 'flipBitInAnswer') said.writeUInt8(said.readUInt8(said.length >> 1) ^ 1, said.length >> 1);
  if (fault === 'cutAnswer') {
    response.write(said.subarray(0, said.length >> 1), () => response.destroy());
    return;
  }
  response.end(said);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>By the fault proxy.</Message></Error>`);
}

/** What stands in an answer instead of the store's checksums. */
const forgedHeaders: Partial<Record<Fault['kind'], OutgoingHttpHeaders>> = {
  hideChecksum: {},
  forgeChecksum: { 'x-amz-checksum-crc32': 'AAAAAA==' },
  forgeEtag: { etag: '"0123456789abcdef0123456789abcdef"' },
};

function editHeaders(headers: OutgoingHttpHeaders, fault: Fault['kind'] | undefined): OutgoingHttpHeaders {
  const forged = fault && forgedHeaders[fault];
  if (!forged) return headers;
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  return { ...Object.fromEntries(kept), ...forged };
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(new URL(url ?? '/', target), { method, headers, agent: false } as object, resolve)
      .on('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await collect(answer) };
}
