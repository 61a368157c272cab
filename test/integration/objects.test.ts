// What is said and shown of destinations and their objects: the production mark, what is dropped, what is deleted, and
// settings that cannot be written.
import { strict as assert } from 'node:assert';
import { CancellationTokenSource, DataTransfer, DataTransferItem, Uri } from 'vscode';
import { readDestination, type Destination } from '../../src/model/destination';
import { deletionFacts } from '../../src/ui/deleteFromBucket';
import type { DestinationStore } from '../../src/ui/destinationStore';
import { DestinationDragging, dropProblem } from '../../src/ui/dragging';
import type { Log } from '../../src/ui/log';
import { productionDecorations, productionUri } from '../../src/ui/markProduction';
import { treeItem } from '../../src/ui/treeItems';
import type { ObjectNode } from '../../src/ui/treeNodes';
import { bucketNameMissing } from '../../src/ui/typeBucketName';

const destinationOf = (more: object = {}): Destination =>
  readDestination('acme', { bucket: 'acme-exports', folderPath: 'daily', name: 'Acme', ...more });

describe('a destination that is marked as production', () => {
  const decorationOf = (uri: Uri) =>
    productionDecorations.provideFileDecoration(uri, new CancellationTokenSource().token);

  it('says so in words, for eyes and ears, beside its badge and colour', () => {
    const row = treeItem({ kind: 'destination', destination: destinationOf({ production: true }) });
    assert.equal(row.description, 'production · s3://acme-exports/daily');
    assert.match(row.accessibilityInformation?.label ?? '', /^Production destination Acme,/);
    assert.equal(row.contextValue, 'destination.production');
    assert(row.resourceUri);
    assert.deepEqual(decorationOf(row.resourceUri), decorationOf(productionUri('other')));
    assert.match(JSON.stringify(decorationOf(row.resourceUri)), /"badge":"P","tooltip":"Production"/);
  });

  it('is told from others', () => {
    const row = treeItem({ kind: 'destination', destination: destinationOf() });
    assert.equal(row.description, 's3://acme-exports/daily');
    assert.equal(row.contextValue, 'destination');
    assert.equal(row.resourceUri, undefined);
    assert.equal(decorationOf(Uri.file('/acme')), undefined);
  });

  it('wants the name of its bucket, and says what of it is missing', () => {
    const missing = (text: string) => bucketNameMissing(text, 'acme-exports');
    assert.equal(missing('acme-exports'), undefined);
    assert.equal(missing('acme-'), 'Still missing: exports');
    assert.equal(missing(''), 'Still missing: acme-exports');
    assert.equal(missing('acme-exportz'), 'This is not the name of the bucket, which is acme-exports.');
  });
});

describe('what is dropped in the view', () => {
  const [segment, picture] = [Uri.file('/data/people.csv'), Uri.file('/data/people.png')];

  it('is one segment file or definition, on a destination', () => {
    assert.equal(dropProblem([segment], true), undefined);
    assert.equal(dropProblem([Uri.file('/data/people.s3export.json')], true), undefined);
    assert.match(dropProblem([segment], false) ?? '', /Drop the file on a destination/);
    assert.match(dropProblem([segment, segment], true) ?? '', /one at a time/);
    assert.match(dropProblem([picture], true) ?? '', /people\.png is neither a segment file nor/);
  });

  it('moves destinations alone: of other rows VS Code tells what it knows of them', async () => {
    const moved: string[][] = [];
    const store = {
      idsBeside: () => ['acme', 'partner'],
      move: (...ids: string[]) => Promise.resolve(void moved.push(ids)),
    } as unknown as DestinationStore;
    const dragging = new DestinationDragging(store, {} as Log);
    for (const id of ['{"id":"s3destinations.destinations","itemHandles":["0/1"]}', 'partner']) {
      const data = new DataTransfer();
      data.set(dragging.dragMimeTypes[0] ?? '', new DataTransferItem(id));
      await dragging.handleDrop({ kind: 'destination', destination: destinationOf() }, data);
    }
    assert.deepEqual(moved, [['partner', 'acme']]);
  });
});

describe('what is said before an object is deleted', () => {
  const object = (more: object = {}): ObjectNode => ({
    ...{ kind: 'object', destination: destinationOf(more), key: 'daily/a.csv', name: 'a.csv', size: 12 },
    ...{ etag: 'e', lastModified: undefined, delivery: undefined },
  });

  it('is what goes, where, and what keeps others from going', () => {
    const found = { lastModified: undefined, keepsVersions: undefined, guarded: 'byStore' } as const;
    assert.deepEqual(deletionFacts(object(), found), [
      's3://acme-exports/daily/a.csv',
      '12 bytes',
      'Destination: Acme, bucket: acme-exports',
      'This cannot be undone, unless the bucket keeps versions.',
      'If somebody replaces the object meanwhile, it is not deleted.',
    ]);
  });

  it('tells of production, of versions that stay, and of a store without conditions', () => {
    const found = { lastModified: undefined, keepsVersions: true, guarded: 'byLook' } as const;
    assert.deepEqual(deletionFacts(object({ production: true }), found).slice(2), [
      'Destination: Acme (production), bucket: acme-exports',
      'The bucket keeps versions: a delete marker is written, and all versions stay.',
      'Whether this store keeps conditions is not known: the object is looked at once more right before.',
    ]);
  });
});
