// Runs a command line of the shell and tells what it took: time by the clock, processor time of all its processes, and
// the peak of their resident memory.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Cost {
  /** From spawn to exit, in seconds. */
  readonly wallSeconds: number;
  /** User and system time, in seconds. */
  readonly cpuSeconds: number;
  /** Of all processes together. Undefined where there is no /proc. */
  readonly peakBytes: number | undefined;
}

/** A word for a command line. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** @throws Error if the command does not end with 0 */
export async function measure(commandLine: string): Promise<Cost> {
  const peaks = new Map<number, number>();
  const started = process.hrtime.bigint();
  // The shell's `times` knows what its children took, which Node does not tell.
  const child = spawn('sh', ['-c', `${commandLine}\ncode=$?; times >&3; exit $code`], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  // The kernel keeps the peak itself: looking often matters only for how near to the end the last look is.
  const looking = setInterval(() => lookAt(child.pid, peaks), 20);
  let times = '';
  child.stdio[3]?.on('data', (text: Buffer) => (times += text.toString()));
  try {
    const exit = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? signal));
    });
    const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (exit !== 0) throw new Error(`${commandLine}\nended with ${String(exit)}`);
    const peak = [...peaks.values()].reduce((sum, bytes) => sum + bytes, 0);
    return { wallSeconds, cpuSeconds: childSeconds(times), peakBytes: peak || undefined };
  } finally {
    clearInterval(looking);
    child.kill();
  }
}

/** Notes the peaks of a process's descendants; its own, the shell's, does not count. */
function lookAt(parent: number | undefined, peaks: Map<number, number>): void {
  for (const pid of childrenOf(parent)) {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readProc(`${pid}/status`))?.[1];
    if (kilobytes) peaks.set(pid, Number(kilobytes) * 1024);
    lookAt(pid, peaks);
  }
}

function childrenOf(pid: number | undefined): number[] {
  return readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** A file of /proc, or nothing when the process has ended meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

/** The second line of `times`: user and system time of the children, such as `0m1.230000s 0m0.040000s`. */
function childSeconds(times: string): number {
  const [, children = ''] = times.split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds))
    .reduce((sum, seconds) => sum + seconds, 0);
}
