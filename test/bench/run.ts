// `npm run bench`: our engine beside its peers; `npm run bench -- memory`: our engine on files of gigabytes;
// `npm run bench -- preview`: how soon a large file shows rows; `npm run bench -- deduplicate`: what it costs to leave out
// duplicates; `npm run bench -- incremental`: what it costs to find what has changed; `npm run bench -- upload`: our
// transfer beside its peers.
// usage: node test/bootstrap.mjs test/bench/run.ts [--rows N] [--runs N] [--job NAME]…
//        node test/bootstrap.mjs test/bench/run.ts memory [--gigabytes N] [--keep]
//        node test/bootstrap.mjs test/bench/run.ts preview [--gigabytes N] [--runs N]
//        node test/bootstrap.mjs test/bench/run.ts deduplicate [--keys N]
//        node test/bootstrap.mjs test/bench/run.ts incremental [--keys N]
//        node test/bootstrap.mjs test/bench/run.ts upload [--runs N] [--protocol http|https]…
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { deduplicateBench } from './deduplicate';
import { DifferentOutput } from './equal';
import { incrementalBench } from './incremental';
import { competitorsOf, findPrograms, type Job, jobs, versionsOf } from './jobs';
import { memoryBench } from './memory';
import { previewBench } from './preview/bench';
import { buildEngine, bundleLibStorage, installPeers, peerVersion } from './prepare';
import { runJob } from './rounds';
import { uploadBench } from './upload/bench';
import * as uploadClients from './upload/clients';

/** @throws Error unless it is a whole number above 0 */
function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name} is a whole number from 1.`);
  return Number(text);
}

function chosenJobs(names: readonly string[]): readonly Job[] {
  const unknown = names.find((name) => !jobs.some((job) => job.name === name));
  if (unknown) throw new Error(`No job ${unknown}: there are ${jobs.map((job) => job.name).join(', ')}.`);
  return jobs.filter(({ name }) => names.length === 0 || names.includes(name));
}

function machine(): string {
  const [load = 0] = loadavg();
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`;
  return `${cores}, load ${load.toFixed(1)} at the start, Node ${process.versions.node}`;
}

const protocols = ['http', 'https'];

async function uploads(runs: number, chosen: readonly string[] = protocols): Promise<boolean> {
  if (chosen.some((protocol) => !protocols.includes(protocol)))
    throw new Error(`--protocol is one of ${protocols.join(', ')}.`);
  await bundleLibStorage();
  const programs = await uploadClients.findPrograms();
  console.log(`${machine()}\n${uploadClients.versionsOf(programs)}`);
  return uploadBench(programs, { runs, protocols: chosen });
}

const options = {
  rows: { type: 'string', default: '1000000' },
  runs: { type: 'string', default: '5' },
  job: { type: 'string', multiple: true },
  gigabytes: { type: 'string' },
  protocol: { type: 'string', multiple: true },
  keys: { type: 'string', default: '10000000' },
  keep: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [bench, ...more] = positionals;
  if (
    !['memory', 'preview', 'deduplicate', 'incremental', 'upload'].includes(bench ?? 'memory') ||
    more.length > 0
  )
    throw new Error('The form is: [memory|preview|deduplicate|incremental|upload] [OPTION]…');
  const keyed = { deduplicate: deduplicateBench, incremental: incrementalBench };
  if (bench === 'deduplicate' || bench === 'incremental')
    return (await keyed[bench](wholeNumber('keys', values.keys))) ? 0 : 1;
  const [rows, runs] = [wholeNumber('rows', values.rows), wholeNumber('runs', values.runs)];
  const chosen = chosenJobs(values.job ?? []);
  await buildEngine();
  if (bench === 'memory')
    return (await memoryBench(wholeNumber('gigabytes', values.gigabytes ?? '5'), values.keep)) ? 0 : 1;
  await installPeers();
  if (bench === 'upload') return (await uploads(runs, values.protocol)) ? 0 : 1;
  if (bench === 'preview') {
    console.log(`${machine()}\nDuckDB ${peerVersion('@duckdb/node-api')}`);
    await previewBench(wholeNumber('gigabytes', values.gigabytes ?? '2'), runs);
    return 0;
  }
  const programs = await findPrograms();
  console.log(`${machine()}\n${versionsOf(programs)}`);
  for (const job of chosen) await runJob(job, competitorsOf(job, programs), rows, runs);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof DifferentOutput ? error.message : error);
    process.exit(1);
  },
);
