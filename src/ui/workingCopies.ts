// Where working copies lie: in a folder of this process, each user of them in one of its own. A process that was
// killed leaves its copies behind, and the next one that opens a preview removes them.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../delivery/running';
import type { WorkingFolder } from './preview/indexing';

/** Several machines may share a home. */
const machine = encodeURIComponent(hostname());

export class WorkingCopies {
  private readonly own = [machine, process.pid, randomUUID()].join('.');
  private folders = 0;
  private sweeping: Promise<void> | undefined;

  /** @param folder need not be there */
  constructor(private readonly folder: string) {}

  /** Only whoever makes a copy makes the folder. */
  newFolder(): WorkingFolder {
    this.sweeping ??= this.sweep();
    const path = join(this.folder, this.own, String(this.folders++));
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
  }

  /** Removes what processes left that are gone. What cannot be removed stays until the next time. */
  async sweep(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const left = names.filter((name) => name !== this.own && isLeft(name));
    await Promise.all(
      left.map((name) =>
        rm(join(this.folder, name), { recursive: true, force: true }).catch(() => undefined),
      ),
    );
  }

  dispose(): void {
    rmSync(join(this.folder, this.own), { recursive: true, force: true });
  }
}

/** Another process may have got this one's number before. Of other machines nobody knows which processes they have. */
function isLeft(name: string): boolean {
  const [, where, pid] = /^(.*)\.(\d+)\.[^.]+$/.exec(name) ?? [];
  return where === machine && (Number(pid) === process.pid || !isRunning(Number(pid)));
}
