// The rows below a destination: pages, their order, failures and what is still to come.
import assert from 'node:assert/strict';
import { readDestination } from '../../../src/model/destination';
import { Failure } from '../../../src/model/failure';
import { Listing, type LoadPage, type ObjectPage } from '../../../src/ui/listing';

const destination = readDestination('acme', { bucket: 'acme-exports' });

function object(name: string, time: string) {
  const lastModified = new Date(`2026-11-22T${time}Z`);
  return { key: name, name, size: 1, lastModified, etag: undefined, delivery: undefined };
}

/** Two pages in the order of S3, which is by name. */
const pages: Record<string, ObjectPage> = {
  first: { objects: [object('a', '01:00'), object('b', '03:00')], next: 'second' },
  second: { objects: [object('c', '02:00')], next: undefined },
};
const twoPages: LoadPage = (token = 'first') => Promise.resolve(pages[token] as ObjectPage);

async function shown(listing: Listing): Promise<string[]> {
  return (await listing.rows()).map((row) => {
    if (row.kind === 'object') return row.name;
    return row.kind === 'more' ? `more than ${row.loaded}` : row.kind;
  });
}

describe('the objects of a destination', () => {
  it('are shown newest first among what is loaded, with a row for more', async () => {
    const listing = new Listing(destination, twoPages);
    assert.deepEqual(await shown(listing), ['b', 'a', 'more than 2']);
    await listing.loadMore();
    assert.deepEqual(await shown(listing), ['b', 'c', 'a']);
  });

  it('are asked for once, however often the rows are', async () => {
    let calls = 0;
    const listing = new Listing(destination, (token, signal) => (calls++, twoPages(token, signal)));
    await Promise.all([listing.rows(), listing.rows()]);
    await listing.rows();
    assert.equal(calls, 1);
  });

  it('are said to be none when there is none', async () => {
    const listing = new Listing(destination, () => Promise.resolve({ objects: [], next: undefined }));
    assert.deepEqual(await shown(listing), ['nothing']);
  });

  it('put those without a time last', async () => {
    const undated = { ...object('z', '00:00'), lastModified: undefined };
    const objects = [undated, object('a', '01:00')];
    const listing = new Listing(destination, () => Promise.resolve({ objects, next: undefined }));
    assert.deepEqual(await shown(listing), ['a', 'z']);
  });

  it('keep what is loaded when a page fails, and try that page again', async () => {
    let broken = true;
    const listing = new Listing(destination, (token, signal) => {
      if (token === 'second' && broken) throw new Failure('offline', { what: 'No.', why: '', next: '' });
      return twoPages(token, signal);
    });
    assert.deepEqual(await shown(listing), ['b', 'a', 'more than 2']);
    await listing.loadMore();
    assert.deepEqual(await shown(listing), ['b', 'a', 'failed']);
    broken = false;
    await listing.loadMore();
    assert.deepEqual(await shown(listing), ['b', 'c', 'a']);
  });

  it('show what was just delivered, once, without loading the page that has it', async () => {
    const listing = new Listing(destination, twoPages);
    assert.equal((await listing.add(object('c', '04:00'))).name, 'c');
    assert.deepEqual(await shown(listing), ['c', 'b', 'a', 'more than 3']);
    await listing.loadMore();
    assert.deepEqual(await shown(listing), ['b', 'c', 'a']);
  });

  it('stop loading when they are no longer wanted, without a failure', async () => {
    const listing = new Listing(
      destination,
      (_, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        }),
    );
    const rows = shown(listing);
    listing.abort();
    assert.deepEqual(await rows, []);
  });
});
