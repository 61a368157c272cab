// The folder of what the command line keeps, on each operating system.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { stateFolder, type Machine } from '../../../src/cli/state';

describe('the state folder', () => {
  const on = (platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv = {}): Machine => ({
    platform,
    home,
    env,
  });

  it('is what the option says, seen from here', () => {
    assert.equal(stateFolder('here', on('linux', '/home/kurt')), resolve('here'));
  });

  it('is where the system has such things', () => {
    const linux = (env?: NodeJS.ProcessEnv) => stateFolder(undefined, on('linux', '/home/kurt', env));
    assert.equal(linux(), '/home/kurt/.local/state/s3-destinations');
    assert.equal(linux({ XDG_STATE_HOME: '/state' }), '/state/s3-destinations');
    assert.equal(linux({ XDG_STATE_HOME: 'relative' }), '/home/kurt/.local/state/s3-destinations');
    assert.equal(
      stateFolder(undefined, on('darwin', '/Users/kurt', { XDG_STATE_HOME: '/state' })),
      '/Users/kurt/Library/Application Support/s3-destinations',
    );
    const windows = (env?: NodeJS.ProcessEnv) => stateFolder(undefined, on('win32', 'C:\\Users\\kurt', env));
    assert.equal(windows({ LOCALAPPDATA: 'D:\\local' }), 'D:\\local\\s3-destinations');
    assert.equal(windows(), 'C:\\Users\\kurt\\AppData\\Local\\s3-destinations');
  });
});
