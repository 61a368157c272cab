// The definitions that `run --due` finds by itself.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { scheduledDefinitions } from '../../../src/cli/scheduledDefinitions';
import { temporaryFolder } from '../temporaryFolder';

describe('definitions with a schedule', () => {
  const folder = temporaryFolder();
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(folder.path(name)), { recursive: true });
    writeFileSync(folder.path(name), text);
  };
  const definition = (schedule?: object): string => JSON.stringify({ segment: { source: 'x' }, schedule });
  const daily = definition({ frequency: 'daily' });

  before(() => {
    write('b.s3export.json', daily);
    write('daily/part-10.s3export.json', daily);
    write('daily/part-2.S3EXPORT.json', daily);
    write('by-hand.s3export.json', definition());
    write('paused.s3export.json', definition({ frequency: 'daily', enabled: false }));
    write('broken.s3export.json', '{');
    write('other.json', daily);
    write('node_modules/x/a.s3export.json', daily);
    write('.hidden/a.s3export.json', daily);
    write('.a.s3export.json', daily);
    mkdirSync(folder.path('folder.s3export.json'));
    symlinkSync(folder.path('.'), folder.path('round-and-round'));
  });

  it('are found below a folder in natural order, and those that cannot be read with them', async () => {
    const found = await scheduledDefinitions(folder.path('.'));
    assert.deepEqual(
      found.map((path) => relative(folder.path('.'), path)),
      [
        'b.s3export.json',
        'broken.s3export.json',
        'daily/part-2.S3EXPORT.json',
        'daily/part-10.s3export.json',
      ],
    );
  });

  it('need a folder', () => assert.rejects(scheduledDefinitions(folder.path('nowhere')), { code: 'ENOENT' }));
});
