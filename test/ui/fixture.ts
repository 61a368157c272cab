// What a UI suite stands on: a workspace with segment files, the local S3 endpoint, and a look into its bucket from outside.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { temporaryFolder } from '../host/processes';
import { startS3Endpoint, type S3Endpoint } from '../s3/server/server';

/** Letters that occur nowhere else, so that any trace of the secret is found. */
export const accessKey = {
  accessKeyId: 'AKIAUISUITEUISUITE00',
  secretAccessKey: 'Zx9QvWyKjUiSecretNobodyMaySee7TgB4RfV3Ec',
};
export const bucket = 'acme-exports';
/** A bucket of another region, `eu-west-1`. */
export const farBucket = 'acme-europe';
/** A role that the key's owner may assume. */
export const role = {
  arn: 'arn:aws:iam::123456789012:role/exporter',
  externalId: 'acme-1',
  trusted: ['acme'],
};
export const segmentFile = 'luxury-audience-12341e18-abcd-49c2-836d-123c88e76c39.ndjson';

export interface Fixture {
  readonly endpoint: S3Endpoint;
  readonly workspace: string;
  /** Everything in the bucket: key to text. */
  objects(): Promise<Map<string, string>>;
  /** The keys of multipart uploads that were begun and neither completed nor aborted. */
  unfinishedUploads(): Promise<string[]>;
  /** Puts small objects into the bucket. @param text what is in each. Default: `x` */
  putObjects(keys: readonly string[], text?: string): Promise<void>;
  removeObject(key: string): Promise<void>;
  /** Denies everybody an action on the bucket's objects. */
  deny(action: string): Promise<void>;
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
    roles: [role],
    buckets: [bucket, farBucket],
    elsewhere: { [farBucket]: 'eu-west-1' },
  });
  const client = new S3Client({
    endpoint: endpoint.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: accessKey,
  });
  return {
    endpoint,
    workspace,
    objects: () => readAll(client),
    unfinishedUploads: async () => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      return Uploads.map(({ Key = '' }) => Key);
    },
    putObjects: async (keys, Body = 'x') => {
      for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    },
    removeObject: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    deny: async (Action) => {
      const Resource = `arn:aws:s3:::${bucket}/*`;
      const Statement = [{ Effect: 'Deny', Principal: '*', Action, Resource }];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    },
    write: (name, content) => writeFileSync(join(workspace, name), content),
    stop: async () => {
      client.destroy();
      await endpoint.close();
      folder.remove();
    },
  };
}

async function readAll(client: S3Client): Promise<Map<string, string>> {
  const objects = new Map<string, string>();
  const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  if (IsTruncated) throw new Error('More objects than one listing shows.');
  for (const { Key = '' } of Contents) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    objects.set(Key, (await Body?.transformToString()) ?? '');
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
