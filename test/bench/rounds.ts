// The rounds of a job: each competitor once a round, in an order that shifts, so that all see the same states of the
// machine. Times are printed only when all outputs are the same.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../host/processes';
import { inputFile } from './data';
import { DifferentOutput, equality, hashOf } from './equal';
import { type Competitor, delimiterOf, type Job } from './jobs';
import { type Cost, measure } from './measure';
import { megabytes, type Result, resultTable } from './table';

/** A competitor that takes part. */
interface Runner {
  readonly competitor: Competitor;
  readonly commandLine: string;
  readonly output: string;
  /** Of the content of its output, which is the same in each round. */
  hash: string;
  /** Of its output, in bytes. */
  bytes: number;
  equality: string;
  readonly costs: Cost[];
}

/**
 * Has each competitor do a job and prints the table. The first time is not counted: then the outputs are compared.
 * @param competitors the first is our engine, the last the plain path
 * @param rows of the input
 * @param runs how many rounds
 * @throws DifferentOutput; Error where a competitor fails
 */
export async function runJob(
  job: Job,
  competitors: readonly Competitor[],
  rows: number,
  runs: number,
): Promise<void> {
  const input = await inputFile(job.input, rows);
  const folder = temporaryFolder();
  try {
    const runners = runnersOf(competitors, job, input, folder.path);
    await compareAll(runners, job);
    for (let round = 0; round < runs; round++) {
      console.log(`${job.name}: round ${round + 1} of ${runs}`);
      for (const runner of rotated(runners, round)) await timeOne(runner, job);
    }
    const { size } = statSync(input);
    const results = competitors.map((competitor) => resultOf(competitor, runners));
    console.log(`\n${job.name}: ${rows.toLocaleString('en-US')} rows, ${megabytes(size)} MB in, n = ${runs}`);
    console.log(`${resultTable(results, rows, size)}\n`);
  } finally {
    folder.remove();
  }
}

function runnersOf(
  competitors: readonly Competitor[],
  job: Job,
  input: string,
  folder: string,
): readonly Runner[] {
  return competitors.flatMap((competitor, index) => {
    if (typeof competitor.commandLine === 'string') return [];
    const output = join(folder, `${index}.${job.output}${job.gzip ? '.gz' : ''}`);
    const commandLine = competitor.commandLine(input, output);
    return { competitor, commandLine, output, hash: '', bytes: 0, equality: '', costs: [] };
  });
}

/** Runs each once and compares what it wrote with what our engine wrote. */
async function compareAll(runners: readonly Runner[], job: Job): Promise<void> {
  console.log(`${job.name}: comparing the outputs`);
  const [ours] = runners;
  if (!ours) return;
  for (const runner of runners) {
    await measure(runner.commandLine);
    runner.bytes = statSync(runner.output).size;
    runner.hash = await hashOf(runner.output, job.gzip);
    if (runner === ours) continue;
    runner.equality = await equalityOf(runner, ours.output, job);
    rmSync(runner.output);
  }
  rmSync(ours.output);
}

async function equalityOf({ competitor, output }: Runner, ours: string, job: Job): Promise<string> {
  const { name, nullText } = competitor;
  try {
    return await equality(ours, output, { delimiter: delimiterOf(job), gzip: job.gzip, nullText });
  } catch (error) {
    if (!(error instanceof DifferentOutput)) throw error;
    throw new DifferentOutput(`${job.name}: ${name} and our engine wrote different rows: ${error.message}`);
  }
}

/** A list that begins with another of its items each round. */
export function rotated<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

async function timeOne({ competitor, commandLine, output, hash, costs }: Runner, job: Job): Promise<void> {
  costs.push(await measure(commandLine));
  if ((await hashOf(output, job.gzip)) !== hash)
    throw new DifferentOutput(`${job.name}: ${competitor.name} does not always write the same.`);
  // What is not on disk yet never need get there, and does not disturb the next one.
  rmSync(output);
}

function resultOf({ name, commandLine }: Competitor, runners: readonly Runner[]): Result {
  const runner = runners.find(({ competitor }) => competitor.name === name);
  if (!runner) return { name, costs: [], outputBytes: 0, remark: String(commandLine) };
  return { name, costs: runner.costs, outputBytes: runner.bytes, remark: runner.equality };
}
