// Whether whoever left something behind is still there. What a process works on has a file that it touches now and then, and
// says in it which process that is.
import { stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';

/** In milliseconds: how often a living process touches its file. */
const heartbeat = 15_000;
/** In milliseconds: a file that nobody has touched for so long belongs to nobody. A computer may be busy, or asleep. */
export const silence = 120_000;
/** In milliseconds: time for a process that only seems to be gone to be heard. */
export const secondLook = heartbeat + 5_000;

export interface Process {
  readonly pid: number;
  readonly host: string;
}

export function thisProcess(): Process {
  return { pid: process.pid, host: hostname() };
}

/** What this very process works on. Its number alone does not tell: after a restart another process may have it. */
const ours = new Set<string>();

/** That this process works on something. */
export class SignOfLife {
  private beating: NodeJS.Timeout | undefined;

  /** @param id of the work @param path its file */
  constructor(
    private readonly id: string,
    private readonly path: string,
  ) {}

  /** From here on the work is this process's, if its file says so. */
  begin(): void {
    ours.add(this.id);
  }

  /** The file is there, and is touched from here on. */
  beat(): void {
    this.beating ??= setInterval(() => this.touch(), heartbeat).unref();
  }

  end(): void {
    clearInterval(this.beating);
    this.beating = undefined;
    ours.delete(this.id);
  }

  private touch(): void {
    const now = new Date();
    utimes(this.path, now, now).catch(() => undefined);
  }
}

/** Of whoever works on something. `unknown`: there is a process of its number, or it is on another machine. */
export function lifeOf(id: string, { pid, host }: Process): 'ours' | 'over' | 'unknown' {
  if (host !== hostname()) return 'unknown';
  if (pid === process.pid) return ours.has(id) ? 'ours' : 'over';
  return isRunning(pid) ? 'unknown' : 'over';
}

/** In milliseconds: how long ago a file was touched. @throws what the file system throws */
export async function silentFor(path: string): Promise<number> {
  return Date.now() - (await stat(path)).mtimeMs;
}

/** Whether this machine has a process of that number: the same one, or one that got its number later. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
