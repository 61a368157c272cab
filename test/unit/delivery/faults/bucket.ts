// What really stands in a bucket, asked of the server itself: every version of every object, and unfinished uploads.
import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { sha256 } from '../exports';
import type { Store } from '../store';

/** An object as it is, or was before another one took its place. */
export interface Version {
  readonly key: string;
  readonly id: string;
  readonly isLatest: boolean;
  readonly etag: string;
  /** Of the bytes that are there. */
  readonly sha256: string;
  /** The one that was written beside it. */
  readonly saidSha256: string | undefined;
  /** Whether the store shows a checksum of the whole. Of an upload of a single part radosgw shows one of its parts. */
  readonly hasChecksum: boolean;
}

export interface UnfinishedPush {
  readonly key: string;
  readonly uploadId: string;
  readonly parts: number;
}

export class Bucket {
  private constructor(
    readonly store: Store,
    private readonly client: S3Client,
  ) {}

  /** The bucket of a store, as it is. */
  static async of(store: Store): Promise<Bucket> {
    const { client } = await store.connect();
    return new Bucket(store, client);
  }

  /** From now on it keeps all versions: whatever was ever written in it can be seen. */
  static async keepingVersions(store: Store): Promise<Bucket> {
    const { client } = await store.connect();
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: store.bucket, VersioningConfiguration }));
    return new Bucket(store, client);
  }

  /** Writes an object, for good or only if there is none. An object that is there already is no failure. */
  async put(key: string, body: Buffer, onlyIfFree: boolean): Promise<void> {
    const condition = onlyIfFree ? { IfNoneMatch: '*' } : {};
    const command = new PutObjectCommand({ Bucket: this.store.bucket, Key: key, Body: body, ...condition });
    await this.client.send(command).catch((error: unknown) => {
      if (!onlyIfFree) throw error;
    });
  }

  /** All versions of the keys below a prefix; of each key the newest first. */
  async versions(prefix: string): Promise<Version[]> {
    const { Versions = [] } = await this.client.send(
      new ListObjectVersionsCommand({ Bucket: this.store.bucket, Prefix: prefix }),
    );
    return Promise.all(
      Versions.map(async ({ Key: key = '', VersionId: id = '', IsLatest: isLatest = false, ETag = '' }) => {
        const object = {
          Bucket: this.store.bucket,
          Key: key,
          VersionId: id,
          ChecksumMode: 'ENABLED',
        } as const;
        const { Body, Metadata, ChecksumCRC32 } = await this.client.send(new GetObjectCommand(object));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const said = {
          saidSha256: Metadata?.['sha256'],
          hasChecksum: ChecksumCRC32?.includes('-') === false,
        };
        return { key, id, isLatest, etag: ETag.replaceAll('"', ''), sha256: sha256(bytes), ...said };
      }),
    );
  }

  /** The uploads below a prefix that are neither completed nor removed. */
  async unfinished(prefix: string): Promise<UnfinishedPush[]> {
    const { Uploads = [] } = await this.client.send(
      new ListMultipartUploadsCommand({ Bucket: this.store.bucket, Prefix: prefix }),
    );
    return Promise.all(
      Uploads.map(async ({ Key = '', UploadId = '' }) => {
        const upload = { Bucket: this.store.bucket, Key, UploadId };
        const { Parts = [] } = await this.client.send(new ListPartsCommand(upload));
        return { key: Key, uploadId: UploadId, parts: Parts.length };
      }),
    );
  }
}
