// The extension is there, starts fast and starts light: no AWS code until it is needed.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { extensions } from 'vscode';

describe('activation', () => {
  const extension = extensions.getExtension('s3-destinations.s3-destinations');
  const isLoaded = (file: string): boolean =>
    join(extension?.extensionPath ?? '', 'dist', file) in require.cache;

  it('finds the extension, not active before it is needed', () => {
    assert(extension, 'the extension is not there');
    assert.equal(extension.isActive, false);
    assert.equal(isLoaded('extension.js'), false);
  });

  it('activates', async () => {
    const started = performance.now();
    await extension?.activate();
    console.log(`activation: ${(performance.now() - started).toFixed(1)} ms`);
    assert.equal(extension?.isActive, true);
  });

  it('has loaded the extension, but not the AWS SDK', () => {
    assert.equal(isLoaded('extension.js'), true, 'the host does not share its module cache with this test');
    assert.equal(isLoaded('sdk.js'), false);
  });
});
