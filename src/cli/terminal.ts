// What the command line writes: results to the host's output, everything else to its error stream; progress on a terminal only.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Host } from './host';
import type { Report } from './report';

/** Whoever reads the output has seen enough, as `head` does. */
export class OutputClosed extends Error {}

/**
 * Text or bytes to the output, as fast as it takes them.
 * @throws OutputClosed when nobody reads on
 */
export async function print(
  { out }: Pick<Host, 'out'>,
  data: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const pieces = typeof data === 'string' ? [Buffer.from(data)] : data;
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), out, { end: false });
  } catch (error) {
    // Nothing else that a command prints writes to a pipe while it is made.
    throw error instanceof Error && 'code' in error && error.code === 'EPIPE' ? new OutputClosed() : error;
  }
}

/** A line about the work itself, on the error stream. Names of files are other people's texts. */
export function say({ err }: Pick<Host, 'err'>, line: string): void {
  err.write(`s3-destinations: ${harmless(line)}\n`);
}

/** What would steer a terminal is shown as `\uFFFD`. */
export function harmless(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}

/** A line that is written over by the next, on a terminal; nothing elsewhere. */
export class ProgressLine {
  private last = 0;
  private shown = false;

  constructor(private readonly host: Pick<Host, 'err' | 'columns'>) {}

  /** @param text is asked only when it is shown: at most ten times a second */
  show(text: () => string): void {
    const now = Date.now();
    const { err, columns } = this.host;
    if (columns === undefined || now - this.last < 100) return;
    this.last = now;
    this.shown = true;
    // A line that wraps is not written over as a whole.
    err.write(`\r\x1b[K${text().slice(0, Math.max(0, columns - 1))}`);
  }

  clear(): void {
    if (this.shown) this.host.err.write('\r\x1b[K');
    this.shown = false;
  }
}

/** Runs work that shows progress, and leaves no half line behind however it ends. */
export async function withProgress<T>(
  host: Pick<Host, 'err' | 'columns'>,
  work: (progress: ProgressLine) => Promise<T>,
): Promise<T> {
  const progress = new ProgressLine(host);
  try {
    return await work(progress);
  } finally {
    progress.clear();
  }
}

/** `1 row`, `12,000 rows` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `12,000 rows · 4.1 MB`: the same shape for reading and sending. */
export function figures(rows: number, bytes: number): string {
  return `${counted(rows, 'row')} · ${megabytes(bytes)}`;
}

/** `4.1 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * Two columns, the first as wide as its widest. Headers and names are other people's texts, so what would steer a terminal
 * is shown as `\uFFFD`.
 */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = rows.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${harmless(value)}\n`).join('');
}

/** The first ones, and how many there are beside them. */
export function atMost(lines: readonly string[], most: number, all = lines.length): string[] {
  const shown = lines.slice(0, most);
  const more = all - shown.length;
  return more > 0 ? [...shown, `and ${more.toLocaleString('en-US')} more`] : shown;
}

/** What a command has to tell: as JSON for programs, or in lines for people. */
export async function printReport(
  host: Pick<Host, 'out'>,
  { json }: { readonly json: boolean },
  report: Report,
): Promise<void> {
  await (json ? printJson(host, report.json) : print(host, table(report.lines)));
}

export function printJson(host: Pick<Host, 'out'>, value: unknown): Promise<void> {
  return print(host, `${JSON.stringify(value, undefined, 2)}\n`);
}
