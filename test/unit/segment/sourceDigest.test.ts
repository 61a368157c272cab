// The SHA-256 of a source is that of its files on disk, however often and however far they are read.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readRecords } from '../../../src/segment/records';
import { openSource, type Source } from '../../../src/segment/source';
import { SourceDigest } from '../../../src/segment/sourceDigest';
import { temporaryFolder } from '../temporaryFolder';

describe('the digest of a source', () => {
  const folder = temporaryFolder();
  const first = gzipSync('{"a":1}\n');
  const second = Buffer.from('{"a":2}\n{"a":3}\n');
  const expected = createHash('sha256').update(first).update(second).digest('hex');

  async function twoFiles(): Promise<Source> {
    folder.write('part-1.ndjson.gz', first);
    folder.write('part-2.ndjson', second);
    return openSource(['part-1.ndjson.gz', 'part-2.ndjson'].map(folder.path));
  }

  async function readAll(records: ReturnType<typeof readRecords>): Promise<void> {
    while (!(await records.next()).done);
  }

  it('is taken while its records are read', async () => {
    const digest = new SourceDigest(await twoFiles());
    await readAll(readRecords(digest.watched()));
    for (const name of ['part-1.ndjson.gz', 'part-2.ndjson']) folder.write(name, 'not read again');
    assert.equal(await digest.sha256(), expected);
  });

  it('is of the files as they are on disk, one after the other', async () => {
    assert.equal(await new SourceDigest(await twoFiles()).sha256(), expected);
  });

  it('takes no notice of readings that ended early', async () => {
    const digest = new SourceDigest(await twoFiles());
    const early = readRecords(digest.watched());
    await early.next();
    await early.return(undefined);
    await readAll(readRecords(digest.watched()));
    assert.equal(await digest.sha256(), expected);
  });

  it('does not mix two readings at a time', async () => {
    const digest = new SourceDigest(await twoFiles());
    const early = readRecords(digest.watched());
    await early.next();
    await readAll(readRecords(digest.watched()));
    await readAll(early);
    assert.equal(await digest.sha256(), expected);
  });
});
