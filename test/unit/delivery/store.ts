// A store for the tests of the delivery room: a real S3 endpoint on loopback, its owner, and a guest.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { connect, type Connection } from '../../../src/delivery/connection';
import type { AccessKey } from '../../../src/model/accessKey';
import { readDestination, type Destination } from '../../../src/model/destination';
import { startS3Endpoint, type S3Endpoint } from '../../s3/server/server';

export const bucket = 'exports';
export const owner: AccessKey = { accessKeyId: 'AKIAOWNER', secretAccessKey: 'secret-of-the-owner' };
export const guest: AccessKey = { accessKeyId: 'AKIAGUEST', secretAccessKey: 'secret-of-the-guest' };
const guestArn = 'arn:aws:iam::123456789012:user/guest';

export class Store {
  readonly #connections: Connection[] = [];

  private constructor(
    readonly endpoint: S3Endpoint,
    private readonly directory: string,
  ) {}

  static async start(now?: () => Date): Promise<Store> {
    const directory = mkdtempSync(join(tmpdir(), 's3-destinations-'));
    const endpoint = await startS3Endpoint({
      directory,
      users: [
        { ...owner, name: 'owner' },
        { ...guest, name: 'guest' },
      ],
      buckets: [bucket],
      ...(now && { now }),
    });
    return new Store(endpoint, directory);
  }

  destination(settings: object = {}): Destination {
    return readDestination('test', {
      bucket,
      folderPath: 'daily',
      endpoint: this.endpoint.url,
      pathStyle: true,
      credentials: { type: 'accessKey' },
      ...settings,
    });
  }

  async connect(accessKey: AccessKey = owner, settings: object = {}): Promise<Connection> {
    const connection = await connect(this.destination(settings), () => Promise.resolve(accessKey));
    this.#connections.push(connection);
    return connection;
  }

  /** Lets the guest do only this, and none of what is denied. */
  async allowGuest(actions: string[], denied: string[] = []): Promise<void> {
    const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
    const statement = (Effect: string, Action: string[]) => ({
      Effect,
      Principal: { AWS: guestArn },
      Action,
      Resource,
    });
    const Statement = [
      statement('Allow', actions),
      ...(denied.length > 0 ? [statement('Deny', denied)] : []),
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const { client } = await this.connect();
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  }

  async keys(): Promise<string[]> {
    const { client } = await this.connect();
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.map(({ Key = '' }) => Key);
  }

  async unfinishedUploads(): Promise<number> {
    const { client } = await this.connect();
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return Uploads.length;
  }

  async read(key: string) {
    const { client } = await this.connect();
    const { Body, ContentType, Metadata } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), ContentType, Metadata };
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.endpoint.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
