// One figure for all that decides what a run writes and where, so that two receipts can be told to be of one configuration.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonicalJson';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';

/**
 * SHA-256 of a plan and its destination, as 64 lower-case hexadecimal digits: of the columns, the format, deduplication,
 * membership and splitting, of the snapshot that it is an increment on, of bucket, endpoint, folder path and what the store
 * keeps with an object. Left out is what the moment decides (key, times), what the source decides, and credentials.
 */
export function configSha256(plan: Plan, destination: Destination): string {
  const { segment, format, columns, inferred, membersOf, deduplication } = plan;
  const { rowsPerFile, headerInEachFile, emptyExport, incrementOn } = plan;
  const { bucket, endpoint, folderPath, object } = destination;
  const config = {
    plan: {
      ...{ segment, format, columns, inferred, membersOf, deduplication },
      ...{ rowsPerFile, headerInEachFile, emptyExport, incrementOn },
    },
    destination: { bucket, endpoint, folderPath, object },
  };
  return createHash('sha256').update(canonicalJson(config)).digest('hex');
}
