// The manifest: an object that names the files of a run, as Adobe's destinations write one, and says how to read them and
// how to tell that they are whole. It holds neither rows nor secrets.
import { keySafe } from '../export/macros';
import { withinLimits } from '../export/naming';
import type { Format } from '../model/format';
import type { Plan } from '../model/plan';
import type { DeliveredFile, Receipt } from '../model/receipt';

/**
 * Where the manifest goes: into the folder of the first file.
 * Source: Adobe Experience Platform documentation, "Include manifest file": `manifest-<<destinationId>>-<<dataflowRunId>>.json`.
 * @param firstKey of the first file
 * @throws NameTooLong, KeyTooLong
 */
export function manifestKey(firstKey: string, destinationId: string, runId: string): string {
  const { folder } = partsOf(firstKey);
  return withinLimits(`${folder}manifest-${keySafe(destinationId)}-${runId}.json`);
}

/** The nil UUID is as long as the id of any run. */
const noRun = '00000000-0000-0000-0000-000000000000';

/**
 * The same before a run has an id.
 * @param placeholder stands for the id
 * @throws NameTooLong, KeyTooLong: whenever `manifestKey` will
 */
export function manifestKeyPattern(firstKey: string, destinationId: string, placeholder: string): string {
  return manifestKey(firstKey, destinationId, noRun).replace(noRun, () => placeholder);
}

/** As an object: never compressed. Source: RFC 8259. */
export const manifestFormat = {
  contentType: 'application/json',
  textType: 'application/json',
  compression: 'none',
} as const;

/** What a manifest is made of: what is known of a run when all of its files are delivered. */
export type DeliveredRun = Pick<Receipt, 'id' | 'files' | 'rowsWritten' | 'sourceSha256' | 'configSha256'>;

/**
 * The manifest as JSON in one line: Adobe's three fields, and ours under one key. The same run and plan give the same text.
 * Source: Adobe's sample `manifest-d0420d72-756c-4159-9e7f-7d3e2f8b501e-0ac8f3c0-29bd-40aa-82c1-f1b7e0657b19.json`.
 */
export function manifestText(run: DeliveredRun, plan: Plan): string {
  const manifest = {
    flowRunId: run.id,
    scheduledTime: plan.moment.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    exportResults: run.files.map(({ key, bytes }) => {
      const { folder, name } = partsOf(key);
      return { sinkPath: `/${folder}`.replace(/(?<=.)\/$/, ''), name, size: bytes };
    }),
    s3Destinations: {
      version: 1,
      segmentId: plan.segment.id,
      rows: run.rowsWritten,
      headers: plan.columns.map(({ header }) => header),
      format: formatFacts(plan),
      sourceSha256: run.sourceSha256,
      configSha256: run.configSha256,
      files: run.files.map(fileFacts),
    },
  };
  return `${JSON.stringify(manifest)}\n`;
}

/** What a reader of the files has to know. */
function formatFacts({ format, headerInEachFile }: Plan): Partial<Format> & { headerInEachFile?: boolean } {
  const { type, lineEnding, encoding, compression } = format;
  const common = { type, compression, encoding, lineEnding };
  if (type === 'json') return common;
  const { bom, delimiter, quote, escape, header, nullOutput, emptyOutput } = format;
  return { ...common, bom, delimiter, quote, escape, header, headerInEachFile, nullOutput, emptyOutput };
}

function fileFacts({ key, rows, bytes, sha256, crc32, versionId }: DeliveredFile): Partial<DeliveredFile> {
  return { key, rows, bytes, sha256, crc32, versionId };
}

/** @returns the folder with the slash behind it, or empty for the bucket's root */
function partsOf(key: string): { folder: string; name: string } {
  const start = key.lastIndexOf('/') + 1;
  return { folder: key.slice(0, start), name: key.slice(start) };
}
