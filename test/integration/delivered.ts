// What a push puts into a bucket: an object delivered to a local S3 endpoint, read back by the AWS SDK alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { connect } from '../../src/delivery/connection';
import { deliver } from '../../src/delivery/deliver';
import { planExport } from '../../src/export/plan';
import { readDestination } from '../../src/model/destination';
import { type FormatType } from '../../src/model/format';
import { fileSource } from '../../src/segment/source';
import { startS3Endpoint } from '../s3/server/server';

const bucket = 'exports';
const accessKey = { accessKeyId: 'AKIAINTEGRATION', secretAccessKey: 'made-up-for-the-local-endpoint' };

/** Pushes a segment file into a new bucket. @returns the bytes of the object */
export async function delivered(path: string, type: FormatType): Promise<Buffer> {
  const directory = mkdtempSync(join(tmpdir(), 's3d-delivered-'));
  const users = [{ name: 'owner', ...accessKey }] as const;
  const endpoint = await startS3Endpoint({ directory, users, buckets: [bucket] });
  try {
    return await read(endpoint.url, await push(endpoint.url, path, type));
  } finally {
    await endpoint.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns the object's key. */
async function push(endpoint: string, path: string, type: FormatType): Promise<string> {
  const credentials = { type: 'accessKey' };
  const settings = { bucket, endpoint, pathStyle: true, credentials, format: { type } };
  const destination = readDestination('local', settings);
  const connection = await connect(destination, () => Promise.resolve(accessKey));
  try {
    const source = fileSource(path);
    const planned = await planExport({ source, target: destination, moment: new Date() });
    const { signal } = new AbortController();
    const [file] = (await deliver(connection, planned, { signal })).files;
    return file?.key ?? '';
  } finally {
    connection.close();
  }
}

async function read(endpoint: string, key: string): Promise<Buffer> {
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: accessKey,
  });
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } finally {
    client.destroy();
  }
}
