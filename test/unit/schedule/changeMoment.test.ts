// When the files of a segment changed last, on a real disk.
import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { changeMoment } from '../../../src/schedule/changeMoment';
import { SegmentChanged } from '../../../src/segment/failures';
import { openSource, type Source } from '../../../src/segment/source';
import { temporaryFolder } from '../temporaryFolder';

describe('the moment of a change', () => {
  const folder = temporaryFolder();
  const changed = new Date('2026-11-22T06:00:07.891Z');

  function write(name: string, time: Date): void {
    folder.write(name, '{"id":1}\n');
    utimesSync(folder.path(name), time, time);
  }

  function segment(): Promise<Source> {
    return openSource('part-*.ndjson', {}, folder.path('.'));
  }

  beforeEach(() => {
    write('part-1.ndjson', new Date('2026-11-01T00:00:00Z'));
    write('part-2.ndjson', changed);
  });

  it('is that of the file that changed last, in whole seconds', async () => {
    const now = new Date('2026-11-22T07:00:00Z');
    assert.deepEqual(await changeMoment(await segment(), now), new Date('2026-11-22T06:00:07Z'));
  });

  it('is the same as long as the files are', async () => {
    const moments = ['2026-11-22T06:00:18Z', '2027-01-01T00:00:00Z'].map(async (now) =>
      changeMoment(await segment(), new Date(now)),
    );
    const [first, later] = await Promise.all(moments);
    assert.deepEqual(first, later);
  });

  it('is none while the last change is younger than ten seconds, or lies ahead', async () => {
    const after = async (milliseconds: number) =>
      changeMoment(await segment(), new Date(+changed + milliseconds));
    assert.equal(await after(9_999), undefined);
    assert.equal(await after(-86_400_000), undefined);
    assert.notEqual(await after(10_000), undefined);
  });

  it('is what the segment is held to: a file that changes then is told', async () => {
    const source = await segment();
    await changeMoment(source, new Date('2026-11-23T00:00:00Z'));
    write('part-1.ndjson', new Date('2026-11-22T00:00:00Z'));
    const bytes = source.files[0]?.read();
    await assert.rejects(async () => bytes?.next(), SegmentChanged);
    await assert.rejects(changeMoment(source, new Date('2026-11-23T00:00:00Z')), SegmentChanged);
  });
});
