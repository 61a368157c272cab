// A local S3 endpoint over HTTP, for the demo and for tests: listens on loopback, checks signatures and checksums,
// and refuses what S3 refuses. Bodies lie in a folder while it runs; what it knows of them ends with it.
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { authenticate } from './authentication';
import { type Endpoint, type Reply } from './call';
import { S3Error } from './errors';
import { Identities, type Role, type User } from './identities';
import { newBucket } from './operations/buckets';
import { checkEndpoint, regionOf } from './regions';
import { S3Request } from './request';
import { answerS3 } from './router';
import { answerSts, isStsRequest } from './sts';
import { document } from './xml';

export interface S3EndpointOptions {
  /** Folder for the bodies; made if it is not there. Removing it afterwards is the caller's. */
  readonly directory: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** The only region that signatures may name. Default: `us-east-1`. */
  readonly region?: string;
  /**
   * Buckets of another region: which. Requests that are signed for the endpoint's region are sent there (301), as
   * AWS's endpoints do; those that are signed for theirs are answered here, for this endpoint stands for all of AWS.
   */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** The first one owns the buckets named below. */
  readonly users: readonly [User, ...User[]];
  readonly roles?: readonly Role[];
  /** Buckets that are there from the start. */
  readonly buckets?: readonly string[];
  /** The endpoint's clock. Default: the machine's. */
  readonly now?: () => Date;
  /** What becomes of If-Match and If-None-Match of writes, as in stores that know them not. Default: `kept`. */
  readonly conditions?: 'kept' | 'ignored' | 'refused';
  /** The least size of a part that is not the last, in bytes. Default: 5 MiB, as in S3. */
  readonly minPartBytes?: number;
}

/** One answered request. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly path: string;
  readonly status: number;
}

export interface S3Endpoint {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  /** Every request answered so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Slows each request body down to so many bytes a second, those under way too; `undefined` for no limit. */
  setBytesPerSecond(limit: number | undefined): void;
  /** Lets each request wait so many milliseconds before it is looked at; 0, as at the start, for no wait. */
  setDelay(milliseconds: number): void;
  /** Cuts all connections and stops listening; what was on its way is removed by then. */
  close(): Promise<void>;
}

/** Everything that one running endpoint shares between its requests. */
interface Running {
  readonly endpoint: Endpoint;
  readonly identities: Identities;
  readonly log: LoggedRequest[];
  /** Requests that are not yet done with. */
  readonly underWay: Set<Promise<void>>;
  bytesPerSecond: number | undefined;
  delay: number;
}

function startState(options: S3EndpointOptions): Running {
  const {
    directory,
    region = 'us-east-1',
    elsewhere = {},
    users,
    roles = [],
    now = () => new Date(),
    conditions = 'kept',
    minPartBytes = 5 * 1024 ** 2,
  } = options;
  mkdirSync(directory, { recursive: true });
  const owner = users[0].name;
  const buckets = new Map((options.buckets ?? []).map((name) => [name, newBucket(name, owner, now())]));
  return {
    endpoint: { directory, region, elsewhere, buckets, now, conditions, minPartBytes },
    identities: new Identities(users, roles),
    log: [],
    underWay: new Set(),
    bytesPerSecond: undefined,
    delay: 0,
  };
}

function answer(running: Running, request: S3Request, sendContinue: () => void): Reply | Promise<Reply> {
  const { endpoint, identities } = running;
  if (isStsRequest(request)) return answerSts(request, endpoint, identities);
  checkEndpoint(request, endpoint);
  const { caller, body: rule } = authenticate(request, {
    region: regionOf(request, endpoint),
    now: endpoint.now(),
    key: (id) => identities.key(id),
    service: 's3',
  });
  const body = { request, rule, limit: () => running.bytesPerSecond, sendContinue };
  return answerS3({ endpoint, request, caller, body });
}

function errorReply(error: unknown, { id, path, method }: S3Request, region: string): Reply {
  const known = error instanceof S3Error ? error : new S3Error('InternalError');
  const { code, status, message, details } = known;
  const content = { Code: code, Message: message, ...details, Resource: path, RequestId: id, HostId: id };
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-bucket-region': region },
    ...(method !== 'HEAD' && { body: document('Error', content, '') }),
  };
}

async function send(
  response: ServerResponse,
  { status = 200, headers = {}, body = '' }: Reply,
): Promise<void> {
  const text = typeof body === 'string';
  const length = text && !('content-length' in headers) && status !== 204 && status !== 304;
  response.writeHead(status, { ...headers, ...(length && { 'content-length': Buffer.byteLength(body) }) });
  if (text) response.end(body);
  else await pipeline(body, response);
}

async function serve(running: Running, message: IncomingMessage, response: ServerResponse): Promise<void> {
  let request: S3Request;
  try {
    request = new S3Request(message);
  } catch {
    response.writeHead(400).end();
    return;
  }
  response.setHeader('x-amz-request-id', request.id);
  if (running.delay > 0) await sleep(running.delay);
  let reply: Reply;
  try {
    reply = await answer(running, request, () => response.writeContinue());
  } catch (error) {
    reply = errorReply(error, request, regionOf(request, running.endpoint));
  }
  // A sender that went away leaves nobody to answer.
  if (response.destroyed) return;
  running.log.push({ method: request.method, path: message.url ?? '', status: reply.status ?? 200 });
  await send(response, reply).catch(() => response.destroy());
  message.resume();
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function createHttpServer(running: Running): Server {
  // No limit on the time of a request: a test may throttle one.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000, highWaterMark: 256 * 1024 });
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    const done = serve(running, message, response).finally(() => running.underWay.delete(done));
    running.underWay.add(done);
  };
  server.on('request', onRequest);
  // Clients that ask first whether to send a body are told so when it is wanted, not before.
  server.on('checkContinue', onRequest);
  return server;
}

/** Starts an endpoint on 127.0.0.1. Rejects when the port is taken or the folder cannot be made. */
export async function startS3Endpoint(options: S3EndpointOptions): Promise<S3Endpoint> {
  const running = startState(options);
  const server = createHttpServer(running);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests: running.log,
    setBytesPerSecond: (limit) => {
      running.bytesPerSecond = limit;
    },
    setDelay: (milliseconds) => {
      running.delay = milliseconds;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await Promise.all(running.underWay);
    },
  };
}
