// What the demo stands on: the local S3 endpoint with a bucket, and a copy of the demo workspace with a destination for it.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startS3Endpoint, type S3Endpoint } from '../s3/server/server';
import type { AccessKey } from '../../src/model/accessKey';
import type { DestinationSettings } from '../../src/model/destination';

/** Made up: it opens nothing but the demo's own endpoint. */
export const demoKey: AccessKey = {
  accessKeyId: 'AKIADEMODEMODEMODEMO',
  secretAccessKey: 'demo-secret-for-the-local-endpoint-only',
};

export const destinationId = 'demo';
const bucket = 'demo-exports';

/** The segment that the main job runs on. */
export const segmentFile = 'luxury-audience-12341e18-abcd-49c2-836d-123c88e76c39.ndjson';

export interface Demo {
  readonly endpoint: S3Endpoint;
  /** The workspace folder. */
  readonly workspace: string;
  readonly settings: DestinationSettings;
}

/** @param folder an empty folder for everything */
export async function startDemo(folder: string): Promise<Demo> {
  const endpoint = await startS3Endpoint({
    directory: join(folder, 's3'),
    users: [{ name: 'demo', ...demoKey }],
    buckets: [bucket],
  });
  const settings: DestinationSettings = {
    name: 'Demo bucket',
    bucket,
    folderPath: 'daily',
    endpoint: endpoint.url,
    pathStyle: true,
    // VS Code's secret storage cannot be filled from outside: the demo hands its key over in the environment.
    credentials: { type: 'default' },
    format: { type: 'csv' },
  };
  const workspace = join(folder, 'workspace');
  cpSync(join(__dirname, 'workspace'), workspace, { recursive: true });
  mkdirSync(join(workspace, '.vscode'));
  const file = { 's3Destinations.destinations': { [destinationId]: settings } };
  writeFileSync(join(workspace, '.vscode', 'settings.json'), `${JSON.stringify(file, undefined, 2)}\n`);
  return { endpoint, workspace, settings };
}

/** The key as the AWS default chain reads it. */
export const demoEnvironment = {
  AWS_ACCESS_KEY_ID: demoKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: demoKey.secretAccessKey,
};
