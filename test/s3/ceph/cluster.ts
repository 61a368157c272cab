// Starts and ends a Ceph with its S3 gateway on 127.0.0.1. All its data are in memory and end with it, and it ends with
// this process, however that ends. Any number may run at once.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isolated } from './install';

/** An access key. */
interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface CephOptions {
  /** Where `installCeph` put it. */
  readonly folder: string;
  /** Owns every bucket that it makes. */
  readonly owner: Key;
  /** May do nothing by itself. */
  readonly guest: Key;
  /** Default: false. With it there are roles, and other answers to wrong keys. */
  readonly sts?: boolean;
  /** HTTPS in place of HTTP. Default: false. */
  readonly tls?: boolean;
  /** The least size of a part that is not the last, in bytes. Default: 5 MiB, as in S3. */
  readonly minPartBytes?: number;
}

export interface Ceph {
  /** Such as `http://127.0.0.1:20123`. */
  readonly url: string;
  /** What clients have to trust with HTTPS, in PEM. */
  readonly certificate: string | undefined;
  /** Ends it at once, and all of it. */
  stop(): Promise<void>;
}

/** How policies name the two. */
export const cephOwnerArn = 'arn:aws:iam:::user/owner';
export const cephGuestArn = 'arn:aws:iam:::user/guest';
/** The role that the owner may assume, where there is STS. */
export const cephRoleArn = 'arn:aws:iam:::role/exporter';

/** What radosgw encrypts session tokens with. */
const stsKey = 'stskey0123456789';
const startLimitMs = 60_000;

/**
 * Starts a Ceph; takes one to two seconds.
 * @throws Error with the end of its log if it does not come up
 */
export async function startCeph(options: CephOptions): Promise<Ceph> {
  const { folder, owner, guest, sts = false, tls = false, minPartBytes = 5 * 1024 ** 2 } = options;
  const [port, monitorPort] = [await freePort(), await freePort()];
  const script = readFileSync(join(__dirname, 'cluster.sh'), 'utf8');
  const ports = [String(port), String(monitorPort)];
  const [command, ...words] = [...isolated, `--root=${folder}`, 'bash', '-c', script, 'cluster', ...ports];
  const pem = tls ? makeCertificate(folder) : undefined;
  const child = spawn(command, sts ? [...words, stsKey] : words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      OWNER_KEY: owner.accessKeyId,
      OWNER_SECRET: owner.secretAccessKey,
      GUEST_KEY: guest.accessKeyId,
      GUEST_SECRET: guest.secretAccessKey,
      ...(pem !== undefined && { TLS_PEM: pem }),
      MIN_PART_BYTES: String(minPartBytes),
    },
  });
  const log = logOf(child);
  const ended = endOf(child);
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw new Error(`Ceph did not start. The end of its log:\n${log()}`, { cause: error });
  }
  void ended.then(() => stopping || console.error(`Ceph has ended by itself. The end of its log:\n${log()}`));
  const certificate = pem?.slice(pem.indexOf('-----BEGIN CERTIFICATE'));
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, certificate, stop };
}

/** A new private key and a certificate of 127.0.0.1 that it has signed itself, in PEM. */
function makeCertificate(folder: string): string {
  const words = ['req', '-x509', '-noenc', '-days', '2', '-subj', '/CN=127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', '-'];
  // Python takes no root without saying what it is for.
  const extensions = ['subjectAltName=IP:127.0.0.1', 'keyUsage=critical,digitalSignature,keyCertSign'];
  const more = extensions.flatMap((extension) => ['-addext', extension]);
  return execFileSync('chroot', [folder, 'openssl', ...words, ...key, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The last of what it says about itself. */
function logOf(child: ChildProcess): () => string {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  return () => log;
}

/** When the last of its processes is gone: each has the other ends of our pipes. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()));
}

/** Resolves at the first word on its standard output, which is "ready". */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`It was not ready after ${startLimitMs / 1000} s.`));
    const timer = setTimeout(fail, startLimitMs);
    const settle = (done: () => void): void => {
      clearTimeout(timer);
      done();
    };
    child.stdout?.once('data', () => settle(resolve));
    child.once('close', () => settle(() => reject(new Error('It ended.'))));
    child.once('error', (error) => settle(() => reject(error)));
  });
}

/** A free port below those that the kernel gives to clients, so that none of them takes it in the meantime. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
