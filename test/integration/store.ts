// A local S3 endpoint with one bucket, and what lies in it, read back by the AWS SDK alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { connect, type Connection } from '../../src/delivery/connection';
import { readDestination, type DestinationSettings } from '../../src/model/destination';
import { startS3Endpoint } from '../s3/server/server';

const bucket = 'exports';
export const accessKey = {
  accessKeyId: 'AKIAINTEGRATION',
  secretAccessKey: 'made-up-for-the-local-endpoint',
};

export interface Store {
  /** Of a destination there. */
  readonly settings: DestinationSettings;
  connect(format?: DestinationSettings['format'], more?: Partial<DestinationSettings>): Promise<Connection>;
  read(key: string): Promise<Buffer>;
  put(key: string, text: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** Runs some work with a store that is gone after it. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 's3d-store-'));
  const users = [{ name: 'owner', ...accessKey }] as const;
  const endpoint = await startS3Endpoint({ directory, users, buckets: [bucket] });
  const client = new S3Client({
    endpoint: endpoint.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: accessKey,
  });
  const credentials = { type: 'accessKey' } as const;
  const settings = { bucket, endpoint: endpoint.url, pathStyle: true, credentials };
  try {
    return await work({
      settings,
      connect: (format = {}, more = {}) =>
        connect(readDestination('local', { ...settings, format, ...more }), () => Promise.resolve(accessKey)),
      read: async (key) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      },
      put: async (key, text) => {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
      },
      keys: async () => {
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
        return Contents.map(({ Key = '' }) => Key);
      },
    });
  } finally {
    client.destroy();
    await endpoint.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
