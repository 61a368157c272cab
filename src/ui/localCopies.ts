// Private copies of files that are not on disk. Segments are read many times and from the middle, by a thread of its own as
// well, which the file systems of VS Code cannot: they give a file as a whole. A copy serves as long as the file is the same,
// and goes when the window is closed.
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Disposable, l10n, type Uri } from 'vscode';
import { makePrivateFolder } from '../delivery/privateFolder';
import { Failure } from '../model/failure';
import type { WorkingFolder } from './preview/indexing';
import type { WorkingCopies } from './workingCopies';

/** In bytes: a file is in memory as a whole while it is copied. */
export const largestCopy = 500_000_000;

export class TooLargeToCopy extends Failure {
  constructor(file: Uri) {
    super('too-large-to-copy', {
      what: l10n.t('{0} is too large to be read where it is.', posix.basename(file.path)),
      why: l10n.t(
        'A file that is not on disk is copied to this machine to be read, up to {0} MB.',
        largestCopy / 1_000_000,
      ),
      next: l10n.t('Download the file, and export the downloaded one.'),
    });
  }
}

interface Copy {
  readonly state: string;
  readonly place: Promise<string>;
}

/** By the addresses of the files. */
const copies = new Map<string, Copy>();
let folders: WorkingCopies | undefined;
let folder: WorkingFolder | undefined;
let made = 0;

/** Says where the copies of this window go. Nothing is made before there is a copy. */
export function keepCopiesIn(workingCopies: WorkingCopies): Disposable {
  folders = workingCopies;
  return new Disposable(() => {
    folder?.remove();
    folder = undefined;
    folders = undefined;
    copies.clear();
  });
}

/**
 * The copy of a file, which only this person can read.
 * @param state of the file: a copy of another one is replaced
 * @param read gives the whole file in that state
 * @returns path of the copy
 * @throws what `read` and the disk throw; then no copy is left
 */
export async function copyHere(file: Uri, state: string, read: () => Promise<Uint8Array>): Promise<string> {
  const name = file.toString();
  const known = copies.get(name);
  if (known?.state === state) return known.place;
  if (known) void known.place.then(remove, () => undefined);
  const copy = { state, place: make(name, state, read) };
  copies.set(name, copy);
  copy.place.catch(() => {
    if (copies.get(name) === copy) copies.delete(name);
  });
  return copy.place;
}

async function make(name: string, state: string, read: () => Promise<Uint8Array>): Promise<string> {
  if (!folders) throw new Error('Nobody has said where copies go.');
  folder ??= folders.newFolder();
  const { path: parent } = folder;
  const bytes = await read();
  await makePrivateFolder(parent);
  const digest = createHash('sha256')
    .update(JSON.stringify([name, state]))
    .digest('hex');
  const path = join(parent, `${digest}.${made++}`);
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    await remove(path);
    throw error;
  }
  return path;
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
