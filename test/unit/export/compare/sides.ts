// Exports for the tests of comparing: one side as bytes that were delivered, the other as a plan.
import { readDefinition } from '../../../../src/model/definition';
import { planExport } from '../../../../src/export/plan';
import type { PlannedExport } from '../../../../src/export/planned';
import type { OldExport } from '../../../../src/export/compare/oldSide';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';
import type { SourceFile } from '../../../../src/segment/files';
import { sourceOf } from '../../../../src/segment/source';
import { moment } from '../../collect';

export type Profile = Readonly<Record<string, unknown>>;

export function memoryFile(path: string, bytes: Uint8Array): SourceFile {
  return {
    path,
    size: () => Promise.resolve(bytes.length),
    state: () => Promise.resolve(''),
    changedAt: () => Promise.resolve(new Date(0)),
    read: () => readBytes(bytes),
    readFrom: (offset) => readBytes(bytes.subarray(offset)),
  };
}

async function* readBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** @param definition what stands in a definition beside its segment's source */
export function plannedOf(
  profiles: readonly Profile[],
  format: FormatSettings = {},
  definition: object = {},
): Promise<PlannedExport> {
  const text = profiles.map((profile) => `${JSON.stringify(profile)}\n`).join('');
  const source = sourceOf('x.ndjson', [memoryFile('x.ndjson', Buffer.from(text))], { format: 'ndjson' });
  const options = readDefinition(JSON.stringify({ segment: { source: 'x' }, ...definition }));
  return planExport({ source, options, moment, target: { folderPath: '', format: resolveFormat(format) } });
}

/** The objects of an export, as a push would write them. */
export async function filesOf(planned: PlannedExport): Promise<Buffer[]> {
  const files: Buffer[] = [];
  for await (const { chunks } of (await planned.run()).files()) {
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of chunks) pieces.push(bytes);
    files.push(Buffer.concat(pieces));
  }
  return files;
}

export function oldOf(files: readonly Buffer[]): OldExport {
  return { name: 'old.csv', files: files.map((bytes, index) => memoryFile(`old_${index}.csv`, bytes)) };
}

/** What was delivered of an export. */
export async function deliveredOf(...what: Parameters<typeof plannedOf>): Promise<OldExport> {
  return oldOf(await filesOf(await plannedOf(...what)));
}
