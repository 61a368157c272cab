// What a UI suite stands on: a workspace with segment files, the local S3 endpoint, and a look into its bucket from outside.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Connection } from '../../src/delivery/connection';
import { listDelivered, readObject } from '../../src/delivery/objects';
import { readDestination } from '../../src/model/destination';
import { temporaryFolder } from '../host/processes';
import { startS3Endpoint, type S3Endpoint } from '../s3/server/server';

/** Letters that occur nowhere else, so that any trace of the secret is found. */
export const accessKey = {
  accessKeyId: 'AKIAUISUITEUISUITE00',
  secretAccessKey: 'Zx9QvWyKjUiSecretNobodyMaySee7TgB4RfV3Ec',
};
export const bucket = 'acme-exports';
export const segmentFile = 'luxury-audience-12341e18-abcd-49c2-836d-123c88e76c39.ndjson';

export interface Fixture {
  readonly endpoint: S3Endpoint;
  readonly workspace: string;
  /** Everything in the bucket: key to text. */
  objects(): Promise<Map<string, string>>;
  /** Adds a file to the workspace. */
  write(name: string, content: string): void;
  stop(): Promise<void>;
}

export async function startFixture(): Promise<Fixture> {
  const folder = temporaryFolder();
  const workspace = join(folder.path, 'workspace');
  cpSync(join(__dirname, '../demo/workspace'), workspace, { recursive: true });
  // Few enough rows to be in sight all at once.
  const rows = readFileSync(join(workspace, segmentFile), 'utf8').split('\n').slice(0, 12);
  writeFileSync(join(workspace, segmentFile), rows.filter((row) => !row.includes('\\n')).join('\n'));
  const endpoint = await startS3Endpoint({
    directory: join(folder.path, 's3'),
    users: [{ name: 'acme', ...accessKey }],
    buckets: [bucket],
  });
  const connection = await connectTo(endpoint);
  return {
    endpoint,
    workspace,
    objects: () => readAll(connection),
    write: (name, content) => writeFileSync(join(workspace, name), content),
    stop: async () => {
      connection.close();
      await endpoint.close();
      folder.remove();
    },
  };
}

function connectTo(endpoint: S3Endpoint): Promise<Connection> {
  const settings = { bucket, endpoint: endpoint.url, pathStyle: true, credentials: { type: 'accessKey' } };
  return connect(readDestination('suite', settings), () => Promise.resolve(accessKey));
}

/** Puts small objects into the bucket. */
export async function putObjects(endpoint: S3Endpoint, keys: readonly string[]): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const connection = await connectTo(endpoint);
  for (const Key of keys)
    await connection.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
  connection.close();
}

async function readAll(connection: Connection): Promise<Map<string, string>> {
  const { signal } = new AbortController();
  const objects = new Map<string, string>();
  for (const { key } of (await listDelivered(connection, { signal })).objects) {
    const { bytes } = await readObject(connection, key, { maxBytes: 10_000_000, signal });
    objects.set(key, Buffer.from(bytes).toString());
  }
  return objects;
}

/** All files below a folder that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}
