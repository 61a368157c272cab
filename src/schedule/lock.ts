// A lock in a file: of all programs of a machine, and of machines that share a folder, one is at an export. A holder that was
// killed loses it at once; one of which nothing was heard for long, as of a computer that sleeps, after a second look.
import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { makePrivateFolder } from '../delivery/privateFolder';
import { lifeOf, secondLook, SignOfLife, silence, silentFor, thisProcess } from '../delivery/running';

/** In milliseconds. */
export interface LockWaits {
  /** After it a holder may be gone. */
  readonly silence: number;
  /** How long one that may be gone is given to be heard. */
  readonly secondLook: number;
}

export class Lock {
  constructor(
    private readonly path: string,
    private readonly id: string,
    private readonly life: SignOfLife,
  ) {}

  /** Whether nobody has taken it over: a process that was suspended for long must ask before it writes. */
  async isHeld(): Promise<boolean> {
    return (await holderOf(this.path))?.id === this.id;
  }

  /** @throws what the file system throws */
  async release(): Promise<void> {
    try {
      await changing(this.path, this.id, () => rm(this.path));
    } finally {
      this.life.end();
    }
  }

  /** The same for whoever has it for a moment alone, so that nobody can have taken it over. */
  async drop(): Promise<void> {
    await rm(this.path, { force: true });
    this.life.end();
  }
}

/**
 * Takes a lock.
 * @param path of its file; the folder is made
 * @returns undefined while another one has it
 * @throws what the file system throws, the signal's AbortError
 */
export async function takeLock(
  path: string,
  signal?: AbortSignal,
  waits: LockWaits = { silence, secondLook },
): Promise<Lock | undefined> {
  await makePrivateFolder(dirname(path));
  const id = randomUUID();
  const life = new SignOfLife(id, path);
  life.begin();
  const isTaken = await writing(path, id, async (whole) => {
    if (await putNew(whole, path)) return true;
    return takeOver(whole, path, signal, waits);
  }).catch((error: unknown) => {
    life.end();
    throw error;
  });
  if (!isTaken) {
    life.end();
    return undefined;
  }
  life.beat();
  return new Lock(path, id, life);
}

/** Has the lock's file written under another name, so that it appears whole. */
async function writing<T>(path: string, id: string, work: (whole: string) => Promise<T>): Promise<T> {
  const whole = `${path}.${id}.tmp`;
  try {
    await writeFile(whole, JSON.stringify({ ...thisProcess(), id }), { mode: 0o600 });
    return await work(whole);
  } finally {
    await rm(whole, { force: true });
  }
}

/** @returns false when there is a lock already */
async function putNew(whole: string, path: string): Promise<boolean> {
  try {
    // Not every file system has links.
    await link(whole, path).catch(() => copyFile(whole, path, constants.COPYFILE_EXCL));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function takeOver(
  whole: string,
  path: string,
  signal: AbortSignal | undefined,
  waits: LockWaits,
): Promise<boolean> {
  const holder = await holderOf(path);
  if (!holder) return putNew(whole, path);
  if (!(await isGone(path, holder, signal, waits))) return false;
  return changing(path, holder.id, () => rename(whole, path));
}

/**
 * Changes a lock's file as long as it is that of a holder. Who may is decided by a lock for that alone, named after that
 * holder: of two that saw the same one gone, the second finds another one, and leaves it alone.
 */
async function changing(path: string, holderId: string, change: () => Promise<void>): Promise<boolean> {
  const right = await takeLock(`${path}.${holderId}`);
  if (!right) return false;
  try {
    if ((await holderOf(path))?.id !== holderId) return false;
    await change();
    return true;
  } finally {
    await right.drop();
  }
}

async function isGone(
  path: string,
  holder: Holder,
  signal: AbortSignal | undefined,
  waits: LockWaits,
): Promise<boolean> {
  const life = lifeOf(holder.id, holder);
  if (life !== 'unknown') return life === 'over';
  if (!(await isSilent(path, waits))) return false;
  await sleep(waits.secondLook, undefined, { signal });
  return isSilent(path, waits);
}

async function isSilent(path: string, waits: LockWaits): Promise<boolean> {
  return (await silentFor(path).catch(() => 0)) >= waits.silence;
}

const Holder = Type.Object({
  pid: Type.Integer(),
  host: Type.String(),
  /** Another one each time that a lock is taken. */
  id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
});
type Holder = Static<typeof Holder>;

/** A file that says nothing was being written, or is damaged: it is gone when it is silent. */
const unknownHolder: Holder = { pid: 0, host: '', id: 'unknown' };

/** @returns undefined when nobody has the lock */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : readHolder(text);
}

function readHolder(text: string): Holder {
  try {
    const value: unknown = JSON.parse(text);
    return Check(Holder, value) ? value : unknownHolder;
  } catch {
    return unknownHolder;
  }
}
