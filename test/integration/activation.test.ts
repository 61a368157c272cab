// The extension is there and light: it begins by itself when VS Code's start is over, and no AWS code is loaded until it is
// needed. test/ui reads how long VS Code says that it took.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { extensions } from 'vscode';

describe('activation', () => {
  const extension = extensions.getExtension('s3-destinations.s3-destinations');
  const isLoaded = (file: string): boolean =>
    join(extension?.extensionPath ?? '', 'dist', file) in require.cache;

  it('finds the extension', () => {
    assert(extension, 'the extension is not there');
  });

  it('activates', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('has loaded the extension, but not the AWS SDK', () => {
    assert(isLoaded('extension.js'), 'the host does not share its module cache with this test');
    assert.equal(isLoaded('sdk.js'), false);
  });
});
