// One figure for all that decides what a run writes and where, so that two receipts can be told to be of one configuration.
import { createHash } from 'node:crypto';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';

/**
 * SHA-256 of a plan and its destination, as 64 lower-case hexadecimal digits: of the columns, the format, deduplication,
 * membership and splitting, of bucket, endpoint, folder path and what the store keeps with an object. Left out is what the
 * moment decides (key, times), what the source decides, and credentials.
 */
export function configSha256(plan: Plan, destination: Destination): string {
  const { segment, format, columns, inferred, membersOf, deduplication } = plan;
  const { rowsPerFile, headerInEachFile, emptyExport } = plan;
  const { bucket, endpoint, folderPath, object } = destination;
  const config = {
    plan: {
      ...{ segment, format, columns, inferred, membersOf, deduplication },
      ...{ rowsPerFile, headerInEachFile, emptyExport },
    },
    destination: { bucket, endpoint, folderPath, object },
  };
  return createHash('sha256').update(canonicalJson(config)).digest('hex');
}

/** JSON with the keys of each object in order, whatever order they were written in. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isPlainObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
