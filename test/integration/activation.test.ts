// The extension is there, starts fast and starts light: no AWS code until it is needed.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { extensions } from 'vscode';

describe('activation', () => {
  const extension = extensions.getExtension('s3-destinations.s3-destinations');
  const inDist = (file: string): string => join(extension?.extensionPath ?? '', 'dist', file);
  const isLoaded = (file: string): boolean => inDist(file) in require.cache;

  it('finds the extension, not active before it is needed', () => {
    assert(extension, 'the extension is not there');
    assert.equal(extension.isActive, false);
    assert.equal(isLoaded('extension.js'), false);
  });

  it('activates', async () => {
    const timed = loadTimed(inDist('extension.js'));
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert(timed.activate > 0, 'the host does not share its module cache with this test');
    // What VS Code itself adds, and lists under Running Extensions, is not in these figures.
    const total = timed.load + timed.activate;
    console.log(
      `activation: ${total.toFixed(1)} ms (load ${timed.load.toFixed(1)} ms, activate ${timed.activate.toFixed(1)} ms)`,
    );
  });

  it('has loaded the extension, but not the AWS SDK', () => {
    assert.equal(isLoaded('extension.js'), true);
    assert.equal(isLoaded('sdk.js'), false);
  });
});

/** Loads the extension's code as VS Code is about to, and has its `activate` timed when VS Code calls it. */
function loadTimed(file: string): { load: number; activate: number } {
  const times = { load: 0, activate: 0 };
  const started = performance.now();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is known at run time only
  const code = require(file) as { activate: (context: unknown) => unknown };
  times.load = performance.now() - started;
  const activate = (context: unknown): unknown => {
    const called = performance.now();
    const result = code.activate(context);
    times.activate = performance.now() - called;
    return result;
  };
  const cached = require.cache[file];
  assert(cached);
  cached.exports = { ...code, activate };
  return times;
}
