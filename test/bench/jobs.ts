// The jobs and who does them: what each competitor's command line is. All write the same columns with a header row.
import { join } from 'node:path';
import type { InputKind } from './data';
import { debianProgram, type Program } from './debian';
import { quote } from './measure';
import { cli, objectWriter, peerVersion } from './prepare';
import { columns, csvHeader } from './profiles';

export interface Job {
  readonly name: string;
  readonly input: InputKind;
  readonly output: 'csv' | 'tsv';
  readonly gzip: boolean;
}

export const jobs: readonly Job[] = [
  { name: 'ndjson-csv', input: 'ndjson', output: 'csv', gzip: false },
  { name: 'csv-tsv', input: 'csv', output: 'tsv', gzip: false },
  { name: 'ndjson-csv.gz', input: 'ndjson', output: 'csv', gzip: true },
];

export function delimiterOf({ output }: Job): string {
  return output === 'csv' ? ',' : '\t';
}

export interface Competitor {
  readonly name: string;
  /** The command line that makes an output of an input. A text is why there is none. */
  readonly commandLine: ((input: string, output: string) => string) | string;
  /** How it spells null and what is missing, if not as nothing. */
  readonly nullText?: string;
}

/** The programs from outside of npm; undefined where they cannot be had. */
export interface Programs {
  readonly miller: Program | undefined;
  readonly jq: Program | undefined;
}

export async function findPrograms(): Promise<Programs> {
  return {
    miller: await debianProgram('mlr', ['miller']),
    jq: await debianProgram('jq', ['jq', 'libjq1', 'libonig5']),
  };
}

/** For the line above the tables. */
export function versionsOf({ miller, jq }: Programs): string {
  const packages = ['@duckdb/node-api', 'csv-stringify', 'csv-parse'];
  const versions = packages.map((name) => `${name} ${peerVersion(name)}`);
  return [...versions, miller?.version ?? 'no Miller', jq?.version ?? 'no jq'].join(', ');
}

/** Our engine comes first, the plain path last. */
export function competitorsOf(job: Job, programs: Programs): [Competitor, ...Competitor[]] {
  return [engine(job), duckdb(job), miller(job, programs.miller), jq(job, programs.jq), plain(job)];
}

const node = quote(process.execPath);

function engine({ output, gzip }: Job): Competitor {
  const commandLine = (from: string, to: string): string =>
    gzip
      ? `${node} ${quote(objectWriter)} ${quote(from)} gzip > ${quote(to)}`
      : `${node} ${quote(cli)} preview ${quote(from)} --format ${output} > ${quote(to)}`;
  return { name: 'S3 Destinations', commandLine };
}

function duckdb(job: Job): Competitor {
  return { name: 'DuckDB, 2 threads', commandLine: nodePeer('duckdb.mjs', job) };
}

function plain(job: Job): Competitor {
  const name = job.input === 'csv' ? 'csv-parse + csv-stringify' : 'JSON.parse + csv-stringify';
  return { name, commandLine: nodePeer('plain.mjs', job) };
}

function nodePeer(file: string, job: Job): (from: string, to: string) => string {
  const start = `${node} ${quote(join(__dirname, 'peers', file))} ${job.input}`;
  const rest = `${quote(delimiterOf(job))} ${quote(JSON.stringify(columns))}`;
  return (from, to) => `${start} ${quote(from)} ${quote(to)} ${rest}`;
}

const nowhere = 'not here, and not to be had by apt-get';

/** It has no pass that renames all columns as fast as it writes them: the header comes from the shell. */
function miller(job: Job, program: Program | undefined): Competitor {
  const name = 'Miller';
  if (!program) return { name, commandLine: nowhere };
  if (job.input === 'csv')
    // Its TSV has backslashes instead of quotes.
    return {
      name,
      commandLine: (from, to) => `${program.start} --icsv --ocsv --ofs tab cat ${quote(from)} > ${quote(to)}`,
    };
  const paths = columns.map(({ path }) => path.join('.')).join();
  const words = `--ijsonl --ocsv --headerless-csv-output flatten then template -f ${quote(paths)}`;
  const commandLine = (from: string, to: string): string =>
    `{ printf %s ${quote(csvHeader)}; ${program.start} ${words} ${quote(from)}; }${packed(job)} > ${quote(to)}`;
  return { name, commandLine, nullText: 'null' };
}

function jq(job: Job, program: Program | undefined): Competitor {
  const name = 'jq';
  if (job.input === 'csv') return { name, commandLine: 'reads no CSV' };
  if (!program) return { name, commandLine: nowhere };
  const headers = columns.map(({ header }) => JSON.stringify(header));
  const values = columns.map(({ path }) => path.map((key) => `.${JSON.stringify(key)}`).join(''));
  const filter = `[${headers.join()}], (inputs | [${values.join()}]) | @csv`;
  const commandLine = (from: string, to: string): string =>
    `${program.start} -nr ${quote(filter)} ${quote(from)}${packed(job)} > ${quote(to)}`;
  return { name, commandLine };
}

function packed({ gzip }: Job): string {
  return gzip ? ' | gzip -6' : '';
}
