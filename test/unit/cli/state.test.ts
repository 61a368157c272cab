// The folder of what the command line keeps, on each operating system.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { defaultStateFolder, NoStateFolder, stateFolder, type Machine } from '../../../src/cli/state';

describe('the state folder', () => {
  const on = (platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv = {}): Machine => ({
    platform,
    home,
    env,
  });

  it('is what the option says, seen from here, and else that of the host', () => {
    const host = { path: (name: string) => name, stateFolder: () => '/state' };
    assert.equal(stateFolder(host, 'here'), resolve('here'));
    assert.equal(stateFolder({ ...host, path: () => '/there/here' }, 'here'), '/there/here');
    assert.equal(stateFolder(host, undefined), '/state');
  });

  it('is where the system has such things', () => {
    const linux = (env?: NodeJS.ProcessEnv) => defaultStateFolder(on('linux', '/home/kurt', env));
    assert.equal(linux(), '/home/kurt/.local/state/s3-destinations');
    assert.equal(linux({ XDG_STATE_HOME: '/state' }), '/state/s3-destinations');
    assert.equal(linux({ XDG_STATE_HOME: 'relative' }), '/home/kurt/.local/state/s3-destinations');
    assert.equal(
      defaultStateFolder(on('darwin', '/Users/kurt', { XDG_STATE_HOME: '/state' })),
      '/Users/kurt/Library/Application Support/s3-destinations',
    );
    assert.equal(linux({ STATE_DIRECTORY: '/var/lib/exports:/var/lib/more' }), '/var/lib/exports');
    assert.throws(() => defaultStateFolder(on('linux', '')), NoStateFolder);
    assert.equal(defaultStateFolder(on('linux', '', { XDG_STATE_HOME: '/state' })), '/state/s3-destinations');
    const windows = (env?: NodeJS.ProcessEnv) => defaultStateFolder(on('win32', 'C:\\Users\\kurt', env));
    assert.equal(windows({ LOCALAPPDATA: 'D:\\local' }), 'D:\\local\\s3-destinations');
    assert.equal(windows(), 'C:\\Users\\kurt\\AppData\\Local\\s3-destinations');
  });
});
