// The main job without a window, through the same code as the extension: plan, preview, push, read the proof.
import { join } from 'node:path';
import { connect } from '../../src/delivery/connection';
import { deliver } from '../../src/delivery/deliver';
import { exportHead } from '../../src/export/head';
import { planExport } from '../../src/export/plan';
import { s3Uri } from '../../src/model/bucketName';
import { readDestination } from '../../src/model/destination';
import { fileSource } from '../../src/segment/source';
import { demoKey, destinationId, segmentFile, type Demo } from './store';

/** @returns whether the delivery was verified by the object's own checksum */
export async function mainJob({ workspace, settings }: Demo): Promise<boolean> {
  const destination = readDestination(destinationId, { ...settings, credentials: { type: 'accessKey' } });
  const source = fileSource(join(workspace, segmentFile));
  const planned = await planExport({ source, target: destination, moment: new Date() });
  const head = await exportHead(planned, 5);
  console.log(`\nPreview of ${segmentFile} as CSV, first ${head.rows} rows:\n`);
  console.log(Buffer.from(head.bytes).toString());
  const connection = await connect(destination, () => Promise.resolve(demoKey));
  try {
    const receipt = await deliver(connection, planned, { signal: new AbortController().signal });
    for (const { key, rows, bytes, sha256, proof } of receipt.files) {
      console.log(`object   ${s3Uri(receipt.bucket, key)}`);
      console.log(`rows     ${rows}`);
      console.log(`bytes    ${bytes}`);
      console.log(`SHA-256  ${sha256}`);
      console.log(proof === 'checksum' ? 'verified' : `not verified (${proof})`);
    }
    return receipt.files.every(({ proof }) => proof === 'checksum');
  } finally {
    connection.close();
  }
}
