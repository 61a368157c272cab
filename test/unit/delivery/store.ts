// A store for the tests of the delivery room: a real S3 endpoint on loopback, its owner, and a guest.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { connect, type ConnectOptions, type Connection } from '../../../src/delivery/connection';
import type { AccessKey } from '../../../src/model/accessKey';
import { readDestination, type Destination } from '../../../src/model/destination';
import { type Ceph, cephGuestArn, cephOwnerArn } from '../../s3/ceph/cluster';
import { userArn } from '../../s3/server/identities';
import { startS3Endpoint, type LoggedRequest, type S3EndpointOptions } from '../../s3/server/server';

export const owner: AccessKey = { accessKeyId: 'AKIAOWNER', secretAccessKey: 'secret-of-the-owner' };
export const guest: AccessKey = { accessKeyId: 'AKIAGUEST', secretAccessKey: 'secret-of-the-guest' };

/** What a store is in. */
interface Place {
  readonly url: string;
  readonly bucket: string;
  readonly guestArn: string;
  /** Set where objects belong to who wrote them, not to the bucket's owner: how policies name that owner. */
  readonly ownerArn?: string;
  /** What a local endpoint has answered so far. */
  readonly requests?: readonly LoggedRequest[];
  readonly close?: () => Promise<void>;
}

type LocalOptions = Pick<S3EndpointOptions, 'now' | 'conditions' | 'roles' | 'elsewhere' | 'minPartBytes'>;

async function ownEndpoint(bucket: string, options: LocalOptions): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 's3-destinations-'));
  const endpoint = await startS3Endpoint({
    directory,
    users: [
      { ...owner, name: 'owner' },
      { ...guest, name: 'guest' },
    ],
    buckets: [bucket],
    ...options,
  });
  const close = async (): Promise<void> => {
    await endpoint.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const { url, requests } = endpoint;
  return { url, bucket, guestArn: userArn('guest'), requests, close };
}

/** Ports are used again, and what is known of a store is known by its address and bucket. */
export function newBucketName(): string {
  return `exports-${randomBytes(6).toString('hex')}`;
}

/** A statement of a policy, for the guest to be put in. */
interface GuestStatement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object | undefined;
}

export class Store {
  readonly #connections: Connection[] = [];

  private constructor(private readonly place: Place) {}

  /** A store in a local endpoint of its own. */
  static async start(options: LocalOptions = {}, bucket = 'exports'): Promise<Store> {
    return new Store(await ownEndpoint(bucket, options));
  }

  /** A store in a new bucket of a Ceph that goes on when it is closed. */
  static async startIn({ url }: Ceph): Promise<Store> {
    const bucket = newBucketName();
    const store = new Store({ url, bucket, guestArn: cephGuestArn, ownerArn: cephOwnerArn });
    const { client } = await store.connect();
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return store;
  }

  get url(): string {
    return this.place.url;
  }

  get bucket(): string {
    return this.place.bucket;
  }

  /** What a local endpoint has answered so far, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.place.requests ?? assert.fail('Nobody logs what this server answers.');
  }

  /** What stands in a person's settings. */
  settings(settings: object = {}): object {
    return {
      bucket: this.bucket,
      folderPath: 'daily',
      endpoint: this.url,
      pathStyle: true,
      credentials: { type: 'accessKey' },
      ...settings,
    };
  }

  destination(settings: object = {}): Destination {
    return readDestination('test', this.settings(settings));
  }

  async connect(
    accessKey: AccessKey = owner,
    settings: object = {},
    options: ConnectOptions = {},
  ): Promise<Connection> {
    const connection = await connect(this.destination(settings), () => Promise.resolve(accessKey), options);
    this.#connections.push(connection);
    return connection;
  }

  /** Lets the guest do only this, and none of what is denied. */
  async allowGuest(actions: string[], denied: string[] = []): Promise<void> {
    const statement = (Effect: string, Action: string[]) =>
      Action.length > 0 ? [{ Effect, Action, Resource: this.everything() }] : [];
    await this.setGuestPolicy([...statement('Allow', actions), ...statement('Deny', denied)]);
  }

  private everything(): string[] {
    return [`arn:aws:s3:::${this.bucket}`, `arn:aws:s3:::${this.bucket}/*`];
  }

  /** Lets statements without a principal say what the guest may do. */
  async setGuestPolicy(statements: readonly GuestStatement[]): Promise<void> {
    const { guestArn, ownerArn } = this.place;
    const Statement: object[] = statements.map((each) => ({ ...each, Principal: { AWS: guestArn } }));
    if (ownerArn !== undefined) {
      const reading = { Action: 's3:GetObject', Resource: this.everything() };
      Statement.push({ Effect: 'Allow', Principal: { AWS: ownerArn }, ...reading });
      const mayRead = statements.some(
        ({ Effect, Action }) => Effect === 'Allow' && Action.includes('s3:GetObject'),
      );
      if (!mayRead) Statement.push({ Effect: 'Deny', Principal: { AWS: guestArn }, ...reading });
    }
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const { client } = await this.connect();
    await client.send(new PutBucketPolicyCommand({ Bucket: this.bucket, Policy }));
  }

  async keys(): Promise<string[]> {
    const { client } = await this.connect();
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: this.bucket }));
    return Contents.map(({ Key = '' }) => Key);
  }

  async unfinishedUploads(): Promise<number> {
    const { client } = await this.connect();
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: this.bucket }));
    return Uploads.length;
  }

  /** Puts another part into an upload. */
  async putPart(Key: string, UploadId: string, PartNumber: number, Body: Buffer): Promise<void> {
    const { client } = await this.connect();
    await client.send(new UploadPartCommand({ Bucket: this.bucket, Key, UploadId, PartNumber, Body }));
  }

  /** Removes all unfinished uploads. */
  async removeUploads(): Promise<void> {
    const { client } = await this.connect();
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: this.bucket }));
    for (const { Key, UploadId } of Uploads)
      await client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId }));
  }

  async read(key: string) {
    const { client } = await this.connect();
    const { Body, ContentType, Metadata } = await client.send(
      new GetObjectCommand({ Bucket: this.bucket, Key: key }),
    );
    return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), ContentType, Metadata };
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await this.place.close?.();
  }
}
