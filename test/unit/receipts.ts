// Receipts for the tests.
import type { DeliveredFile, Receipt } from '../../src/model/receipt';

/** Of one file, delivered to AWS in a given second. */
export function receiptOf(
  { second = 0, key = 'daily/export.csv', ...file }: { second?: number } & Partial<DeliveredFile> = {},
  facts: Partial<Receipt> = {},
): Receipt {
  const time = new Date(Date.UTC(2020, 3, 8, 6, 18, 4 + second)).toISOString();
  const number = String(second).padStart(12, '0');
  return {
    ...{
      id: `12341e18-abcd-49c2-836d-${number}`,
      destination: 'acme',
      bucket: 'exports',
      endpoint: undefined,
    },
    ...{ source: 'x.ndjson', sourceSha256: '0'.repeat(64), configSha256: '1'.repeat(64) },
    ...{ segment: 'x', format: 'csv', headers: undefined, rowsRead: 1, rowsWritten: 1, rowsWithoutKey: 0 },
    dropped: { expired: 0, notAMember: 0, mandatory: 0, duplicate: 0 },
    ...{ emptyColumns: [], unmappedValues: 0, corruptingValues: 0, formulas: 0 },
    files: [
      {
        ...{ key, rows: 1, bytes: 4, sha256: 'f'.repeat(64), crc32: 'AAAAAA==' },
        ...{ proof: 'checksum', guarded: 'byStore', etag: 'e', versionId: undefined },
        ...file,
      },
    ],
    ...{ manifest: undefined, startedAt: time, finishedAt: time },
    ...facts,
  };
}
