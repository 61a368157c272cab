// The store that a client uploads to: a Ceph that has just started, so that each finds the same, and memory for it.
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startCeph } from '../../s3/ceph/cluster';
import { installCeph } from '../../s3/ceph/install';
import { sha256 } from '../data';

export const bucket = 'bench';
/** Made up. */
export const accessKey = { accessKeyId: 'AKIABENCH', secretAccessKey: 'secret-of-the-bench' };
const guest = { accessKeyId: 'AKIAGUEST', secretAccessKey: 'secret-of-the-guest' };

export interface BenchStore {
  readonly url: string;
  /** With HTTPS, in PEM. */
  readonly certificate: string | undefined;
  /** The same as a file. */
  readonly certificateFile: string | undefined;
  /** The SHA-256 of an object's bytes, read back, in hexadecimal. */
  hashOf(key: string): Promise<string>;
  stop(): Promise<void>;
}

/** @param folder for the certificate */
export async function startStore(tls: boolean, folder: string): Promise<BenchStore> {
  const ceph = await startCeph({ folder: await installCeph(), owner: accessKey, guest, tls });
  const { url, certificate } = ceph;
  const client = new S3Client({
    ...{ endpoint: url, region: 'us-east-1', forcePathStyle: true, credentials: accessKey },
    ...(certificate !== undefined && { requestHandler: { httpsAgent: new Agent({ ca: certificate }) } }),
  });
  const stop = async (): Promise<void> => {
    client.destroy();
    await ceph.stop();
  };
  try {
    await warmUp(client);
    return { url, certificate, certificateFile: fileOf(certificate, folder), hashOf: hashIn(client), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ceph makes its pools at the first object and the first upload in parts. */
async function warmUp(client: S3Client): Promise<void> {
  const object = { Bucket: bucket, Key: 'first' };
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await client.send(new PutObjectCommand({ ...object, Body: 'first' }));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
  await client.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
}

function fileOf(certificate: string | undefined, folder: string): string | undefined {
  if (certificate === undefined) return undefined;
  const file = join(folder, 'store.pem');
  writeFileSync(file, certificate);
  return file;
}

function hashIn(client: S3Client): BenchStore['hashOf'] {
  return async (key) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return sha256(Body as Readable);
  };
}
