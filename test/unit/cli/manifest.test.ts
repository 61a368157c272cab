// The manifest of a push on the command line: before it, after it, and when it does not arrive.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { DeliveredFile, Receipt } from '../../../src/model/receipt';
import { accessKey, csv, program, run } from './program';
import { startFaultProxy } from '../../s3/faults/proxy';

describe('command line, with a manifest', function () {
  this.timeout(60_000);
  const { folder, file, endpoint, read, withConfig } = program();

  it('says where it would go', async () => {
    const words = ['push', file, '--destination', 'named', '--dry-run'];
    const { out } = await withConfig(words);
    assert.match(out, /^manifest +s3:\/\/cli-exports\/named\/manifest-named-<run id>\.json, written last$/m);
    const { manifest } = JSON.parse((await withConfig([...words, '--json'])).out) as { manifest: object };
    assert.deepEqual(manifest, { key: 'named/manifest-named-<run id>.json' });
  });

  it('tells it as it tells the files', async () => {
    const words = ['push', file, '--destination', 'named'];
    const { out } = await withConfig([...words, '--file-name=a']);
    assert.match(
      out,
      /^manifest +s3:\/\/cli-exports\/named\/manifest-named-[-0-9a-f]{36}\.json · [0-9,]+ bytes · SHA-256 [0-9a-f]{64}$/m,
    );
    const json = await withConfig([...words, '--file-name=b', '--json']);
    const { id, manifest } = JSON.parse(json.out) as Receipt;
    assert.equal(manifest?.key, `named/manifest-named-${id}.json`);
    assert.match(await read(manifest.key), /"name":"b\.csv","size":\d+/);
    assert.doesNotMatch(await read(manifest.key), new RegExp(accessKey.secretAccessKey));
  });

  it('says which files are there when it is not', async () => {
    const proxy = await startFaultProxy(endpoint().url);
    const settings = { bucket: 'cli-exports', endpoint: proxy.url, pathStyle: true, manifest: true };
    const config = folder.path('proxied.json');
    writeFileSync(config, JSON.stringify({ 's3Destinations.destinations': { proxied: settings } }));
    proxy.faults.push({ kind: 'flipBit', method: 'PUT', path: 'manifest-', times: 3 });
    const words = ['push', file, '--destination=proxied', '--file-name=n', '--json', '--config', config];
    const { code, out, err } = await run(words);
    await proxy.close();
    assert.equal(code, 1);
    assert.match(err, /^s3-destinations: The export was delivered \(n\.csv\), but its manifest "[^\n]+\n$/);
    const { files, error } = JSON.parse(out) as { files: DeliveredFile[]; error: { code: string } };
    assert.deepEqual(
      files.map(({ key, rows, bytes }) => [key, rows, bytes]),
      [['n.csv', 3, csv.length]],
    );
    assert.equal(error.code, 'manifest-not-delivered');
    assert.equal(await read('n.csv'), csv);
  });
});
