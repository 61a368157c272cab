// `npm run bench -- upload`: a file of 1 GiB into a real S3 server on this machine, by our transfer and by its peers, over
// HTTP and over HTTPS. Each upload has a store of its own and is read back; times are printed only when all objects are
// the file.
import { createReadStream, existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../host/processes';
import { benchFolder, sha256, writeLargeFile } from '../data';
import { DifferentOutput } from '../equal';
import { type Cost, measure } from '../measure';
import { rotated } from '../rounds';
import { megabytes } from '../table';
import { type Client, clientsOf, type Programs } from './clients';
import { startStore } from './store';
import { uploadTable, verdicts } from './table';

/** Of the file, in bytes. */
const size = 1024 ** 3;

/** What flatters ours. */
const readNote =
  "Each client reads the file in its own way. Ours fills one buffer again and again; lib-storage's default is Node's file\n" +
  'stream, which costs it about 2 s of CPU time. In a push the bytes come from the encoder, in new buffers.';

interface Input {
  readonly path: string;
  readonly sha256: string;
}

/** A client that takes part. */
interface Runner {
  readonly client: Client;
  readonly commandLine: Exclude<Client['commandLine'], string>;
  readonly costs: Cost[];
}

/**
 * Returns whether our transfer met its targets.
 * @param runs how many rounds are counted; one more comes before them
 * @throws DifferentOutput; Error where a client fails
 */
export async function uploadBench(
  programs: Programs,
  { runs, protocols }: { runs: number; protocols: readonly string[] },
): Promise<boolean> {
  const folder = temporaryFolder();
  try {
    const input = await makeInput();
    const clients = clientsOf(programs, folder.path);
    const met: boolean[] = [];
    for (const protocol of protocols)
      met.push(await runProtocol(protocol, clients, input, runs, folder.path));
    return met.every(Boolean);
  } finally {
    folder.remove();
  }
}

async function makeInput(): Promise<Input> {
  const path = join(benchFolder(), 'upload.csv');
  // What is in it does not matter: whatever it is, its hash is that of the objects.
  if (!existsSync(path) || statSync(path).size !== size) {
    console.log(`Making ${path}…`);
    rmSync(path, { force: true });
    await writeLargeFile('csv', path, size);
    truncateSync(path, size);
  }
  return { path, sha256: await sha256(createReadStream(path, { highWaterMark: 1024 * 1024 })) };
}

async function runProtocol(
  protocol: string,
  clients: readonly Client[],
  input: Input,
  runs: number,
  folder: string,
): Promise<boolean> {
  const runners = clients.flatMap((client): Runner[] =>
    typeof client.commandLine === 'string' ? [] : [{ client, commandLine: client.commandLine, costs: [] }],
  );
  for (let round = 0; round <= runs; round++) {
    console.log(`${protocol}: ${round === 0 ? 'a round that is not counted' : `round ${round} of ${runs}`}`);
    for (const runner of rotated(runners, round)) {
      const cost = await upload(runner, input, protocol === 'https', folder);
      if (round > 0) runner.costs.push(cost);
    }
  }
  const results = clients.map((client) => {
    const runner = runners.find((one) => one.client === client);
    const remark = runner ? 'same bytes' : String(client.commandLine);
    return { name: client.name, costs: runner?.costs ?? [], remark };
  });
  console.log(
    `\nupload over ${protocol}: ${megabytes(size)} MB, n = ${runs}\n${uploadTable(results, size)}\n`,
  );
  const said = verdicts(results);
  console.log(`${readNote}\n`);
  console.log(`${said.map(({ line }) => line).join('\n')}\n`);
  return said.every(({ met }) => met);
}

/** @throws DifferentOutput when the object is not the file */
async function upload(
  { client, commandLine }: Runner,
  { path, sha256 }: Input,
  tls: boolean,
  folder: string,
): Promise<Cost> {
  const store = await startStore(tls, folder);
  try {
    const key = 'daily/export.csv';
    const cost = await measure(commandLine(path, key, store));
    if ((await store.hashOf(key)) === sha256) return cost;
    throw new DifferentOutput(`${client.name}: the object is not the file.`);
  } finally {
    await store.stop();
  }
}
