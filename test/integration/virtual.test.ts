// A workspace that is not on disk: everything that is done with a file on disk is done with one in memory, under a scheme of
// its own.
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, languages, Uri, window, workspace } from 'vscode';
import type { Connection } from '../../src/delivery/connection';
import { deliver } from '../../src/delivery/deliver';
import { download } from '../../src/delivery/download';
import { checkResumable, keepingRecord, type CannotResume } from '../../src/delivery/interrupted';
import { Journal, type RunJournal } from '../../src/delivery/journal';
import { lastDelivery } from '../../src/delivery/lastDelivery';
import { newRun } from '../../src/delivery/newRun';
import { ReceiptStore } from '../../src/delivery/receiptStore';
import { verifyDelivery } from '../../src/delivery/verify';
import { compareExports } from '../../src/export/compare/compare';
import { planExport } from '../../src/export/plan';
import type { PlannedExport } from '../../src/export/planned';
import { readRecords } from '../../src/segment/records';
import { definitionsBelow } from '../../src/ui/definitionsBelow';
import { DestinationStore } from '../../src/ui/destinationStore';
import { pathOf, uriOf } from '../../src/ui/filePath';
import { keepCopiesIn } from '../../src/ui/localCopies';
import { loadExport } from '../../src/ui/preview/loadExport';
import { saveMapping } from '../../src/ui/preview/saveMapping';
import { requestedFile, runRequest } from '../../src/ui/runRequest';
import { isSubject, openSubject, requestOf } from '../../src/ui/subject';
import { WorkingCopies } from '../../src/ui/workingCopies';
import { writeNewFile } from '../../src/ui/writeFile';
import { bytesOf, preview, until } from './driving';
import { MemoryFiles, memoryScheme } from './memoryFiles';
import { withStore, type Store } from './store';
import { startFaultProxy } from '../s3/faults/proxy';

describe('a workspace that is not on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3d-virtual-'));
  const copies = join(folder, 'copies');
  const moment = new Date('2020-04-08T06:18:04Z');
  const { signal } = new AbortController();
  let memory: MemoryFiles;
  let working: WorkingCopies;
  let keeping: { dispose(): unknown };
  before(async () => {
    memory = new MemoryFiles();
    // VS Code tells its extensions of a new file system when it comes to it.
    await until('it is known', () => workspace.fs.isWritableFileSystem(memoryScheme) !== undefined);
    working = new WorkingCopies(copies);
    keeping = keepCopiesIn(working);
  });
  after(() => {
    keeping.dispose();
    working.dispose();
    memory.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const people = '{"name":"Kurt","id":1}\n{"name":"=Harper","id":2}\n';

  const planOf = async (file: Uri, { destination }: Connection): Promise<PlannedExport> =>
    planExport({ ...requestOf(await openSubject(file)), target: destination, moment });

  const textOf = async (file: Uri): Promise<string[]> => {
    const names: string[] = [];
    for await (const batch of readRecords((await openSubject(file)).source))
      names.push(...batch.map(({ value }) => JSON.stringify(value)));
    return names;
  };

  /** The private copies that are there. */
  const copiesHere = (): string[] =>
    readdirSync(copies, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('has files that are named by their addresses below the user interface', () => {
    const file = memory.write('/names/100% "Ünïcode" a#b?.csv', 'a\n1\n');
    assert.equal(uriOf(pathOf(file)).toString(), file.toString());
    assert.equal(uriOf(pathOf(Uri.file('/tmp/a b%20.csv'))).fsPath, '/tmp/a b%20.csv');
    assert.equal(isSubject(file), true);
    assert.equal(isSubject(Uri.parse('untitled:a.csv')), false);
    assert.equal(isSubject(Uri.parse('s3-export:/a.csv')), false);
  });

  it('shows a preview with the exact bytes, which follows the file', async () => {
    const file = memory.write('/preview/my people.ndjson', people);
    const document = await preview(file, 0);
    assert.equal(await bytesOf(document), 'name,id\nKurt,1\n=Harper,2\n');
    // A watcher tells nobody when it has begun to watch: the file is written until it is seen.
    for (let attempt = 0; attempt < 20 && !document.getText().startsWith('other'); attempt++) {
      memory.write('/preview/my people.ndjson', '{"other":1}\n');
      await sleep(1000);
    }
    assert.equal(document.getText(), 'other\n1\n');
  });

  it('has its findings in the Problems panel, found by the thread that scans a preview', async () => {
    const file = memory.write('/findings/people.ndjson', people);
    const plain = memory.write('/findings/people.s3export.json', '{"segment":{"source":"people.ndjson"}}');
    for (const each of [file, plain]) {
      await commands.executeCommand('s3Destinations.previewExport', each);
      const rules = () => languages.getDiagnostics(file).map(({ range }) => range.start.line);
      await until('the findings are shown', () => rules().length > 0);
      assert.deepEqual(rules(), [1]);
      await commands.executeCommand('workbench.action.closeAllEditors');
      await until('the findings are gone', () => rules().length === 0);
    }
  });

  it('has definitions whose patterns are relative to them', async () => {
    for (const [name, id] of [
      ['part-10.csv', 3],
      ['part-2.csv', 2],
      ['part-1.csv', 1],
    ] as const)
      memory.write(`/patterns/parts/${name}`, `id\n${id}\n`);
    memory.write('/patterns/parts/other.csv', 'id\n9\n');
    const definition = JSON.stringify({ segment: { source: 'parts/part-*.csv' } });
    const file = memory.write('/patterns/all.s3export.json', definition);
    assert.deepEqual(await textOf(file), ['{"id":"1"}', '{"id":"2"}', '{"id":"3"}']);
    assert.equal(await bytesOf(await preview(file, 0)), 'id\n1\n2\n3\n');
  });

  it('has definitions that are found where VS Code has no search', async () => {
    const definition = '{"segment":{"source":"people.ndjson"}}';
    for (const path of ['a', 'b/c d/e', 'b/node_modules/f', '.git/g'])
      memory.write(`/search/${path}.s3export.json`, definition);
    memory.write('/search/b/other.json', definition);
    const found = async (most: number) =>
      (await definitionsBelow(Uri.from({ scheme: memoryScheme, path: '/search' }), most)).map(
        ({ path }) => path,
      );
    assert.deepEqual(await found(9), ['/search/a.s3export.json', '/search/b/c d/e.s3export.json']);
    assert.deepEqual(await found(1), ['/search/a.s3export.json']);
  });

  it('names what is not there by its address, and nothing of this machine', async () => {
    const source = (name: string) => JSON.stringify({ segment: { source: name } });
    const missing = memory.write('/missing/a.s3export.json', source('gone.csv'));
    const pattern = memory.write('/missing/b.s3export.json', source('gone-*.csv'));
    const told = async (file: Uri): Promise<string> => {
      const error: unknown = await openSubject(file).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      return String((error as { explanation: { what: string } }).explanation.what);
    };
    assert.equal(
      await told(missing),
      `${memoryScheme}:/missing/a.s3export.json: ${memoryScheme}:/missing/gone.csv: The file was not found.`,
    );
    assert.match(await told(pattern), /No file matches gone-\*\.csv, beginning in the folder \/missing\.$/);
    await assert.rejects(textOf(Uri.from({ scheme: memoryScheme, path: '/missing/c.csv' })), {
      code: 'ENOENT',
    });
    await assert.rejects(textOf(Uri.parse('s3d-nobody:/c.csv')), { code: 'file-system-failed' });
  });

  it('gets its first definition beside the segment file, and never loses one', async () => {
    const file = memory.write('/create/people.ndjson', people);
    await commands.executeCommand('s3Destinations.createDefinition', file);
    const path = '/create/people.s3export.json';
    await until('it is opened', () => window.activeTextEditor?.document.uri.path === path);
    assert.match(memory.text(path) ?? '', /"source": "people.ndjson"/);
    memory.write(path, 'own');
    assert.equal(await writeNewFile(Uri.from({ scheme: memoryScheme, path }), 'another'), false);
    memory.unavailable.add(path);
    await assert.rejects(writeNewFile(Uri.from({ scheme: memoryScheme, path }), 'another'), {
      code: 'file-system-failed',
    });
    assert.equal(memory.text(path), 'own');
  });

  it('takes an edited mapping into its definition', async () => {
    memory.write('/mapping/people.ndjson', people);
    const columns = [{ path: 'name' }, { path: 'id' }];
    const definition = JSON.stringify({ segment: { source: 'people.ndjson' }, columns });
    const file = memory.write('/mapping/people.s3export.json', definition);
    const store = new DestinationStore();
    const loaded = await loadExport({ file, target: { format: 'csv' }, moment }, store);
    store.dispose();
    const [first, ...others] = loaded.columns;
    assert.ok(first);
    const renamed = { ...loaded, columns: [{ ...first, header: 'who' }, ...others] };
    assert.equal((await saveMapping(file, renamed))?.toString(), file.toString());
    assert.match(memory.text('/mapping/people.s3export.json') ?? '', /"header": "who"/);
    await assert.rejects(saveMapping(file, renamed), { code: 'changed-definition' });
  });

  it('is copied once for each state, for this person alone, and as long as the window is open', async () => {
    const path = '/copies/people.ndjson';
    const file = memory.write(path, people);
    const before = copiesHere();
    for (let time = 0; time < 3; time++) assert.equal((await textOf(file)).length, 2);
    assert.equal(memory.reads.get(path), 1);
    const own = () => copiesHere().filter((copy) => !before.includes(copy));
    const [copy = ''] = own();
    assert.equal(statSync(copy).mode & 0o777, 0o600);
    memory.write(path, '{"id":3}\n');
    assert.deepEqual(await textOf(file), ['{"id":3}']);
    await until('the older copy is gone', () => !existsSync(copy));
    assert.equal(own().length, 1);
    keeping.dispose();
    assert.deepEqual(own(), []);
    keeping = keepCopiesIn(working);
    assert.equal((await textOf(file)).length, 1);
  });

  it('is held to what was read first', async () => {
    const path = '/changed/people.ndjson.gz';
    const { source } = await openSubject(memory.write(path, gzipSync(people)));
    for await (const batch of readRecords(source)) assert.equal(batch.length, 2);
    memory.write(path, gzipSync('{"id":3}\n'));
    await assert.rejects(
      async () => {
        for await (const batch of readRecords(source)) assert.fail(JSON.stringify(batch));
      },
      { code: 'segment-changed' },
    );
  });

  it('tells when it changed, and is held to that as well', async () => {
    const path = '/when/people.ndjson';
    const file = memory.write(path, people);
    const [first] = (await openSubject(file)).source.files;
    assert.deepEqual(await first?.changedAt(), new Date(memory.stat(file).mtime));
    memory.write(path, '{"id":3}\n');
    await assert.rejects(async () => first?.changedAt(), { code: 'segment-changed' });
  });

  it('refuses what is too large to be copied, before it reads it', async () => {
    const path = '/large/people.ndjson';
    const file = memory.write(path, people);
    memory.sizes.set(path, 500_000_001);
    await assert.rejects(textOf(file), { code: 'too-large-to-copy' });
    assert.equal(memory.reads.get(path), undefined);
    memory.sizes.set(path, 500_000_000);
    assert.equal((await textOf(file)).length, 2);
  });

  it('is pushed as it is previewed, with a receipt, verified and compared', async () => {
    const file = memory.write('/push/people.ndjson', people);
    await withStore(async (store) => {
      const connection = await store.connect();
      const receipts = new ReceiptStore(join(folder, 'receipts'));
      try {
        const planned = await planOf(file, connection);
        const receipt = await deliver(connection, planned, { signal });
        await receipts.save(receipt);
        const [object] = receipt.files;
        assert.ok(object);
        assert.equal((await store.read(object.key)).toString(), 'name,id\nKurt,1\n=Harper,2\n');
        assert.equal((await verifyDelivery(connection, object)).state, 'unchanged');
        assert.doesNotMatch(JSON.stringify(receipt), new RegExp(folder));

        memory.write('/push/people.ndjson', '{"name":"Kurt","id":1}\n{"name":"Iris","id":3}\n');
        const now = await planOf(file, connection);
        const found = await lastDelivery(connection, { plan: now.plan, receipts });
        const old = await download(connection, found, { folder });
        const comparison = await compareExports({ planned: now, old, by: ['id'], folder });
        assert.deepEqual(comparison.counts, { added: 1, removed: 1, changed: 0, unchanged: 1 });
        await comparison.dispose();
        await old.dispose();
      } finally {
        connection.close();
      }
    });
  });

  describe('carries on a push that was interrupted', () => {
    const text = 'x'.repeat(1000);
    const rows = 12_000;
    const path = '/resume/people.ndjson';

    /** Pushes until the network is gone behind the first part. @returns what a later window begins with */
    const interrupt = async (file: Uri, store: Store): Promise<[Connection, RunJournal]> => {
      const proxy = await startFaultProxy(store.settings.endpoint ?? '');
      const connection = await store.connect({}, { endpoint: proxy.url });
      const journal = new Journal(join(folder, 'uploads'));
      try {
        const subject = await openSubject(file);
        const planned = await planOf(file, connection);
        const { files: expected } = await planned.scan();
        const run = journal.begin(
          await newRun(planned, connection.destination, runRequest(subject), expected, []),
        );
        proxy.faults.push({ kind: 'goAway', method: 'PUT', path: 'partNumber=2' });
        await assert.rejects(
          keepingRecord(run, () => deliver(connection, planned, { signal, expected, journal: run })),
        );
      } finally {
        await proxy.close();
      }
      const [record] = await journal.interrupted();
      const claimed = await journal.claim(record?.id ?? '');
      assert.ok(claimed);
      // The same place, as far as the configuration goes.
      return [{ ...(await store.connect()), destination: connection.destination }, claimed];
    };

    const planAgain = async (run: RunJournal, connection: Connection): Promise<PlannedExport> => {
      const file = requestedFile(run.record.request);
      assert.equal(file?.toString(), `${memoryScheme}:${path}`);
      return planOf(file, connection);
    };

    it('where the file is the same', async () => {
      const file = memory.write(path, `{"text":"${text}"}\n`.repeat(rows));
      await withStore(async (store) => {
        const [connection, run] = await interrupt(file, store);
        assert.deepEqual(await store.keys(), []);
        const planned = await planAgain(run, connection);
        await checkResumable(run, planned, connection, signal);
        const expected = run.record.confirmed?.files ?? [];
        const receipt = await keepingRecord(run, () =>
          deliver(connection, planned, { signal, expected, journal: run }),
        );
        connection.close();
        const [key = ''] = await store.keys();
        assert.equal((await store.read(key)).toString(), `text\n${`${text}\n`.repeat(rows)}`);
        assert.equal(receipt.rowsWritten, rows);
      });
    });

    it('and not where it changed', async () => {
      const file = memory.write(path, `{"text":"${text}"}\n`.repeat(rows));
      await withStore(async (store) => {
        const [connection, run] = await interrupt(file, store);
        memory.write(path, `{"text":"${text}"}\n`.repeat(rows - 1));
        const again = await planAgain(run, connection);
        await assert.rejects(checkResumable(run, again, connection, signal), (error: CannotResume) => {
          assert.match(error.explanation.why, /The segment file has changed since/);
          return true;
        });
        await (await new Journal(join(folder, 'uploads')).claim(run.record.id))?.end();
        connection.close();
      });
    });
  });
});
