// A connection: an S3 client made for one destination. The AWS SDK is loaded here, when the first one is opened.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Destination } from '../model/destination';
import { inPieces } from './bodyInPieces';
import { credentialsOf, type GetAccessKey } from './credentials';
import { signRenewing } from './renewal';

export interface Connection {
  readonly client: S3Client;
  readonly destination: Destination;
  /** Ends the idle connections. */
  close(): void;
}

export interface ConnectOptions {
  readonly timeouts?: Timeouts | undefined;
}

/** How long to wait for a store, in milliseconds. Without limits the SDK would wait for ever. */
export interface Timeouts {
  /** For a connection. Default: 5,000. */
  readonly connection?: number;
  /** For the next bytes, either way. Default: 60,000. A limit on whole requests would end a slow but healthy part. */
  readonly silence?: number;
}

/** More than the parts in flight, so that looking something up does not wait for a part. */
const agentOptions = { keepAlive: true, maxSockets: 8 };

/**
 * Opens a connection to a destination's store. Nothing is sent yet.
 * @param getAccessKey is asked only if the destination's credentials are an access key: now, and when it has expired
 * @throws MissingAccessKey when there is none, and what `getAccessKey` throws
 */
export async function connect(
  destination: Destination,
  getAccessKey: GetAccessKey,
  { timeouts }: ConnectOptions = {},
): Promise<Connection> {
  const credentials = await credentialsOf(destination, getAccessKey);
  const client = await createClient(destination, timeouts);
  signRenewing(client, credentials, destination.bucket);
  return { client, destination, close: () => client.destroy() };
}

async function createClient(
  destination: Destination,
  { connection: connectionTimeout = 5_000, silence: socketTimeout = 60_000 }: Timeouts = {},
): Promise<S3Client> {
  const { S3Client } = await import('./sdk');
  const client = new S3Client({
    region: destination.region,
    ...(destination.endpoint !== undefined && { endpoint: destination.endpoint }),
    // An endpoint comes from the destination or is AWS's own: the environment cannot send a secret's signatures elsewhere.
    ignoreConfiguredEndpointUrls: true,
    forcePathStyle: destination.pathStyle,
    retryMode: 'standard',
    maxAttempts: 5,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    responseChecksumValidation: 'WHEN_SUPPORTED',
    // With it every part would wait for a "100 Continue", on a connection of its own.
    expectContinueHeader: false,
    requestHandler: {
      connectionTimeout,
      socketTimeout,
      httpAgent: new HttpAgent(agentOptions),
      httpsAgent: new HttpsAgent(agentOptions),
    },
  });
  skipPayloadHash(client);
  sendInPieces(client);
  if (destination.object.bucketOwner !== undefined) expectOwner(client, destination.object.bucketOwner);
  return client;
}

/**
 * Over HTTPS, TLS protects the bytes of an upload and their CRC-32 is a signed header, so the SHA-256 of each body that
 * a signature would otherwise need is left out: it costs half of all CPU time. Over plain HTTP it stays.
 */
function skipPayloadHash(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const uploads =
        context.commandName === 'PutObjectCommand' || context.commandName === 'UploadPartCommand';
      if (uploads && isHttps(args.request)) args.request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      return next(args);
    },
    { step: 'build', name: 'skipPayloadHash' },
  );
}

/** In bytes. */
const pieceSize = 1024 * 1024;

/**
 * Over HTTPS, parts go to the network in pieces: what is handed over at once is also encrypted at once, into memory, which
 * would be every part in flight a second time. The signature is of the part as a whole, and each attempt has a new stream.
 */
function sendInPieces(client: S3Client): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const { body } = args.request as { body?: unknown };
      const isPart = context.commandName === 'UploadPartCommand' && body instanceof Uint8Array;
      if (!isPart || !isHttps(args.request)) return next(args);
      return next({ ...args, request: { ...args.request, body: inPieces(body, pieceSize) } });
    },
    // After the signature, and inside the SDK's retries.
    { step: 'finalizeRequest', priority: 'low', name: 'sendInPieces' },
  );
}

/**
 * Every request says who must own the bucket. Source: "Verifying bucket ownership with bucket owner condition" in the
 * Amazon S3 User Guide.
 */
function expectOwner(client: S3Client, bucketOwner: string): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['x-amz-expected-bucket-owner'] = bucketOwner;
      return next(args);
    },
    { step: 'build', name: 'expectOwner' },
  );
}

function isHttps(request: unknown): request is { headers: Record<string, string> } {
  return (request as { protocol?: unknown }).protocol === 'https:';
}
