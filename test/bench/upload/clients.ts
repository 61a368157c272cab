// Who uploads the file, and by what command line. All keep their defaults, but for what says where the store is.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../debian';
import { quote } from '../measure';
import { libStorage, peerVersion, pusher } from '../prepare';
import { type SuiteProgram, suiteProgram } from '../suite';
import { accessKey, type BenchStore, bucket } from './store';

export interface Client {
  readonly name: string;
  /** The command line that uploads a file. A text is why there is none. */
  readonly commandLine: ((file: string, key: string, store: BenchStore) => string) | string;
}

/** The programs from outside of npm; undefined where they cannot be had. */
export interface Programs {
  readonly aws: Program | undefined;
  readonly rclone: Program | undefined;
  readonly mc: Program | undefined;
}

const awscli: SuiteProgram = {
  ...{ suite: 'sid', package: 'awscli', name: 'aws', interpreter: 'python3' },
  version: '--version',
};

export async function findPrograms(): Promise<Programs> {
  return {
    aws: await suiteProgram(awscli),
    rclone: await suiteProgram({ suite: 'sid', package: 'rclone', name: 'rclone', version: 'version' }),
    mc: await suiteProgram({
      ...{ suite: 'trixie', package: 'minio-client', name: 'minio-client' },
      version: '--version',
    }),
  };
}

/** For the line above the tables. */
export function versionsOf({ aws, rclone, mc }: Programs): string {
  const name = '@aws-sdk/lib-storage';
  const others = [aws?.version ?? 'no awscli', rclone?.version ?? 'no rclone', mc?.version ?? 'no mc'];
  return [`${name} ${peerVersion(name)}`, ...others].join(', ');
}

/** Ours comes first, lib-storage second. */
export function clientsOf({ aws, rclone, mc }: Programs, folder: string): [Client, Client, ...Client[]] {
  return [
    { name: 'S3 Destinations', commandLine: nodeClient(pusher) },
    { name: 'lib-storage', commandLine: nodeClient(libStorage) },
    { name: 'aws s3 cp', commandLine: aws ? awsClient(aws, 'classic', folder) : nowhere },
    { name: 'aws s3 cp, CRT', commandLine: aws ? awsClient(aws, 'crt', folder) : nowhere },
    { name: 'rclone', commandLine: rclone ? rcloneClient(rclone) : nowhere },
    { name: 'mc', commandLine: mc ? mcClient(mc, folder) : nowhere },
  ];
}

const nowhere = 'not to be had by apt-get';

type CommandLine = Exclude<Client['commandLine'], string>;

/** Words of the shell that set variables for the command behind them. */
function environment(variables: Record<string, string | undefined>): string {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined);
  return set.map(([name, value]) => `${name}=${quote(value ?? '')} `).join('');
}

const credentials = {
  AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
  AWS_REGION: 'us-east-1',
};

function nodeClient(program: string): CommandLine {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  return (file, key, { url, certificateFile }) =>
    environment({ ...credentials, ...quiet, NODE_EXTRA_CA_CERTS: certificateFile }) +
    [process.execPath, program, file, url, bucket, key].map(quote).join(' ');
}

/** @param transferClient `classic` is the default on machines like ours, `crt` on AWS's own large ones */
function awsClient({ start }: Program, transferClient: 'classic' | 'crt', folder: string): CommandLine {
  const config = join(folder, `aws-${transferClient}`);
  writeFileSync(config, `[default]\ns3 =\n  preferred_transfer_client = ${transferClient}\n`);
  return (file, key, { url, certificateFile }) => {
    const words = ['s3', 'cp', file, `s3://${bucket}/${key}`, '--endpoint-url', url, '--no-progress'];
    const variables = { ...credentials, AWS_CONFIG_FILE: config, AWS_CA_BUNDLE: certificateFile };
    return `${environment(variables)}${start} ${words.map(quote).join(' ')} >/dev/null`;
  };
}

function rcloneClient({ start }: Program): CommandLine {
  return (file, key, { url, certificateFile }) => {
    const words = ['copyto', file, `:s3:${bucket}/${key}`, '--config', '/dev/null'];
    const store = ['--s3-provider', 'Ceph', '--s3-env-auth', '--s3-endpoint', url];
    const trust = certificateFile === undefined ? [] : ['--ca-cert', certificateFile];
    return environment(credentials) + [start, ...[...words, ...store, ...trust].map(quote)].join(' ');
  };
}

function mcClient({ start }: Program, folder: string): CommandLine {
  return (file, key, { url, certificate }) => {
    const config = join(folder, 'mc');
    mkdirSync(join(config, 'certs', 'CAs'), { recursive: true });
    if (certificate !== undefined) writeFileSync(join(config, 'certs', 'CAs', 'store.crt'), certificate);
    const { protocol, host } = new URL(url);
    const alias = `${protocol}//${accessKey.accessKeyId}:${accessKey.secretAccessKey}@${host}`;
    const words = ['--config-dir', config, 'cp', '--quiet', file, `store/${bucket}/${key}`];
    return `${environment({ MC_HOST_store: alias })}${start} ${words.map(quote).join(' ')} >/dev/null`;
  };
}
