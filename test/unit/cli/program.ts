// The command line as a program, beside a local S3 endpoint with a bucket and destinations in a settings file.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Endpoint, type S3Endpoint } from '../../s3/server/server';
import { connect, type Connection } from '../../../src/delivery/connection';
import { listDelivered, readObject } from '../../../src/delivery/objects';
import { readDestination } from '../../../src/model/destination';
import { temporaryFolder } from '../temporaryFolder';
import { buildProgram } from './builtProgram';

const root = join(__dirname, '../../..');
export const accessKey = {
  accessKeyId: 'AKIACLITESTCLITEST00',
  secretAccessKey: 'secret-of-the-command-line-test',
};

/** Nothing of a test's is kept where a person's own things are. */
const stateHome = mkdtempSync(join(tmpdir(), 's3d-state-'));
process.once('exit', () => rmSync(stateHome, { recursive: true, force: true }));

/** What the program makes of `file`. */
export const csv = `person_name_firstName,person_name_lastName,person_gender,person_birthYear,personalEmail_address
Kurt,Vonnegut,male,1922,kurt@vonnegut.com
Harper,Lee,female,1926,harper@lee.com
George,Orwell,male,1903,george@orwell.com
`;

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdout?: 'pipe' | number;
  /** Default: the project's folder. */
  readonly cwd?: string;
  /** Is handed the process, for example to interrupt it. */
  readonly onStart?: (child: ChildProcess) => void;
}

let building: Promise<string> | undefined;

/** Built once for all suites. */
export function builtProgram(): Promise<string> {
  building ??= buildProgram(join(root, 'out', 'unit'));
  return building;
}

/** Runs the program. */
export async function run(
  words: readonly string[],
  { env = {}, stdout = 'pipe', cwd = root, onStart }: RunOptions = {},
): Promise<Result> {
  const child = spawn(process.execPath, [await builtProgram(), ...words], {
    cwd,
    stdio: ['ignore', stdout, 'pipe'],
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      XDG_STATE_HOME: stateHome,
      ...env,
    },
  });
  onStart?.(child);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** One line on standard error, by the program's name or at a place, nothing on standard output. */
export function assertComplaint(result: Result, code: number, pattern: RegExp): void {
  assert.equal(result.out, '');
  assert.match(result.err, /^(s3-destinations|\/\S+:\d+(:\d+)?: error): [^\n]+\n$/);
  assert.match(result.err, pattern);
  assert.equal(result.code, code);
}

/** Call inside `describe`. */
export function program() {
  const folder = temporaryFolder();
  const file = folder.path('profiles.ndjson');
  const config = folder.path('settings.json');
  const signal = new AbortController().signal;
  let endpoint: S3Endpoint;
  let connection: Connection;

  before(async () => {
    endpoint = await startS3Endpoint({
      directory: folder.path('s3'),
      users: [{ name: 'owner', ...accessKey }],
      buckets: ['cli-exports', 'cli-in-europe'],
      elsewhere: { 'cli-in-europe': 'eu-west-1' },
    });
    const common = { bucket: 'cli-exports', pathStyle: true, endpoint: endpoint.url };
    const destinations = {
      acme: { ...common, folderPath: 'daily', credentials: { type: 'accessKey' } },
      tabs: { ...common, folderPath: 'tabs', format: { type: 'tsv' } },
      named: { ...common, folderPath: 'named', manifest: true },
      missing: { ...common, bucket: 'no-such-bucket' },
      unreachable: { ...common, endpoint: 'http://127.0.0.1:1' },
      elsewhere: {
        ...common,
        bucket: 'cli-in-europe',
        encryption: { type: 'sse-kms', keyId: 'alias/exports' },
      },
      broken: { bucket: 'Bad_Name' },
      replaced: { ...common, folderPath: 'replaced', overwrite: 'replace' },
      production: { ...common, folderPath: 'production', production: true },
    };
    const text = JSON.stringify({ 's3Destinations.destinations': destinations });
    writeFileSync(config, `// settings with a comment\n${text}`);
    writeFileSync(file, readFileSync(join(root, 'test/golden/three-profiles.ndjson')));
    connection = await connect(readDestination('acme', destinations.acme), () => Promise.resolve(accessKey));
  });
  after(async () => {
    connection.close();
    await endpoint.close();
  });

  return {
    folder,
    /** A segment of three profiles. */
    file,
    config,
    endpoint: () => endpoint,
    withConfig: (words: readonly string[], options?: RunOptions) =>
      run([...words, '--config', config], options),
    /** The keys below `daily`. */
    delivered: async () => (await listDelivered(connection, { signal })).objects.map(({ key }) => key),
    read: async (key: string) => {
      const { bytes } = await readObject(connection, key, { maxBytes: 1_000_000, signal });
      return Buffer.from(bytes).toString();
    },
    /** A definition beside the segment. @returns its path */
    define: (name: string, definition: object) => {
      const path = folder.path(`${name}.s3export.json`);
      writeFileSync(path, JSON.stringify(definition));
      return path;
    },
  };
}
