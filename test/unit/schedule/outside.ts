// Scheduled exports for the tests: a definition on disk, a store, and all that the runs keep, in a folder of its own.
import { join } from 'node:path';
import { writeFileSync, mkdirSync } from 'node:fs';
import { connect } from '../../../src/delivery/connection';
import { Journal } from '../../../src/delivery/journal';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import { RunHistory } from '../../../src/delivery/runHistory';
import { openDefinition } from '../../../src/export/openDefinition';
import { readDestination } from '../../../src/model/destination';
import type { Outside, ScheduledExport } from '../../../src/schedule/scheduledExport';
import type { AccessKey } from '../../../src/model/accessKey';

/** What runs keep in a folder: as a window or the command line has it. */
export function outsideIn(
  state: string,
  accessKey: AccessKey,
  now: string | number | Date,
  more: Partial<Outside> = {},
): Outside {
  return {
    folder: join(state, 'schedules'),
    journal: new Journal(join(state, 'uploads')),
    receipts: new ReceiptStore(join(state, 'receipts')),
    history: new RunHistory(join(state, 'runs')),
    connect: (destination) => connect(destination, () => Promise.resolve(accessKey)),
    now: () => new Date(now),
    signal: new AbortController().signal,
    atFirst: 'run',
    rowCountDeviation: 20,
    ...more,
  };
}

/** Writes a definition. @returns its path */
export function writeDefinition(folder: string, name: string, definition: object): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.s3export.json`);
  writeFileSync(path, JSON.stringify(definition));
  return path;
}

/** @param destination settings */
export async function scheduledExport(path: string, destination: object): Promise<ScheduledExport> {
  const to = readDestination('test', destination);
  return { subject: path, opened: await openDefinition(path), destination: to };
}
