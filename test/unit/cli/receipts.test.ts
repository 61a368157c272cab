// Receipts on the command line: kept by a push, listed, printed, and held against the bucket later.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Receipt } from '../../../src/model/receipt';
import { accessKey, assertComplaint, csv, program, run } from './program';

describe('receipts on the command line', function () {
  this.timeout(120_000);
  const { folder, file, endpoint, withConfig, define } = program();
  const state = ['--state', folder.path('state')];
  const verify = (...words: string[]) => withConfig(['verify', ...words, ...state]);
  const bucket = 'cli-exports';
  let client: S3Client;
  let key: string;
  let id: string;

  before(async () => {
    client = new S3Client({
      ...{ endpoint: endpoint().url, region: 'us-east-1', forcePathStyle: true, credentials: accessKey },
    });
    const first = define('first', { segment: { source: 'profiles.ndjson' }, fileName: 'a', rowsPerFile: 1 });
    const words = ['push', first, '--destination', 'tabs', ...state];
    assert.deepEqual((await withConfig(words)).err, '');
    const { out, err } = await withConfig(['push', file, '--destination', 'acme', '--json', ...state]);
    assert.equal(err, '');
    const receipt = JSON.parse(out) as Receipt;
    [id, key] = [receipt.id, receipt.files[0]?.key ?? ''];
  });
  after(() => client.destroy());

  it('are listed, newest first', async () => {
    const { out, code } = await withConfig(['receipts', ...state]);
    assert.equal(code, 0);
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;
    const lines = [
      String.raw`${id}  ${time} · s3://cli-exports/${key} · 3 rows · verified`,
      String.raw`\S+  ${time} · s3://cli-exports/tabs/a\.txt and 2 more files · 3 rows · verified`,
    ];
    assert.match(out, new RegExp(`^${lines.join('\n')}\n$`));
    const json = await withConfig(['receipts', '--json', ...state]);
    assert.deepEqual(
      (JSON.parse(json.out) as Receipt[]).map(({ destination }) => destination),
      ['acme', 'tabs'],
    );
  });

  it('are printed whole by their id or its beginning', async () => {
    const { out, code } = await withConfig(['receipt', id.slice(0, 12), ...state]);
    const receipt = JSON.parse(out) as Receipt & { schema: number };
    assert.deepEqual([code, receipt.schema, receipt.id, receipt.files[0]?.bytes], [0, 1, id, csv.length]);
    assertComplaint(await withConfig(['receipt', 'none', ...state]), 1, /no receipt.*"none"/);
  });

  it('are not there in another folder', async () => {
    assertComplaint(await withConfig(['verify', '--state', folder.path('elsewhere')]), 1, /no receipt yet/);
  });

  it('are what a bucket is held against: the last delivery, a key, an address, an id', async () => {
    for (const operand of [[], [`s3://${bucket}/${key}`], [id, '--content']]) {
      const { out, code, err } = await verify(...operand);
      assert.deepEqual([code, err], [0, '']);
      const how = operand.includes('--content')
        ? 'its whole content was read: the SHA-256'
        : "size and the store's";
      assert.match(out, new RegExp(`^unchanged  s3://${bucket}/${key} · delivered .* UTC\n +${how}`));
    }
    assert.equal((await verify('tabs/a_2.txt')).out.split('\n').length, 3);
  });

  it('tell programs the same as JSON', async () => {
    const { out } = await verify('--json', '--content', key);
    const report = JSON.parse(out) as { receipt: string; objects: Record<string, unknown>[] };
    const [object] = report.objects;
    assert.equal(report.receipt, id);
    assert.deepEqual([object?.['key'], object?.['state'], object?.['by']], [key, 'unchanged', 'content']);
    assert.doesNotMatch(out, new RegExp(accessKey.secretAccessKey));
  });

  it('say what changed and what is gone, with exit code 1', async () => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'tabs/a.txt', Body: 'other' }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'tabs/a_3.txt' }));
    const receipts = await withConfig(['receipts', '--json', ...state]);
    const tabs = (JSON.parse(receipts.out) as Receipt[])[1]?.id ?? '';
    const { out, err, code } = await verify(tabs);
    assert.deepEqual(
      [...out.matchAll(/^(\w+) +s3:\/\/\S+\/(\S+)/gm)].map(([, state, name]) => `${name} ${state}`),
      ['a.txt changed', 'a_2.txt unchanged', 'a_3.txt gone'],
    );
    assert.match(out, /5 bytes instead of \d+, last modified .* UTC/);
    assert.match(err, /^s3-destinations: Not as delivered: 2 of 3 objects\./);
    assert.equal(code, 1);
  });

  it('are of no use without a destination of their bucket', async () => {
    const config = folder.path('other.json');
    const other = {
      's3Destinations.destinations': { acme: { bucket: 'another', endpoint: endpoint().url } },
    };
    writeFileSync(config, JSON.stringify(other));
    const result = await run(['verify', ...state, '--config', config]);
    assertComplaint(result, 1, /No destination leads to s3:\/\/cli-exports\/ any more/);
  });

  it('that cannot be kept are printed, and the push says that it delivered', async () => {
    const blocked = folder.path('blocked');
    mkdirSync(blocked);
    writeFileSync(folder.path('blocked/receipts'), 'no folder');
    const words = ['push', file, '--destination', 'tabs', '--json', '--state', blocked];
    const { out, err, code } = await withConfig(words);
    assert.equal((JSON.parse(out) as Receipt).files[0]?.proof, 'checksum');
    assert.match(err, /could not be kept.*no need to push again/);
    assert.equal(code, 1);
  });

  it('are not made of a push that delivers nothing', async () => {
    writeFileSync(folder.path('none.ndjson'), '');
    const words = ['push', folder.path('none.ndjson'), '--destination', 'acme', '--empty', 'skip'];
    const elsewhere = ['--state', folder.path('nothing')];
    await withConfig([...words, ...elsewhere]);
    assert.equal((await withConfig(['receipts', ...elsewhere])).out, '');
  });
});
