// The laws of reading: the same records however the bytes come, no file left open, and a cancel that is heard at once.
import assert from 'node:assert/strict';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Encoding } from '../../../src/model/sourceOptions';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import { fileSource, openSource, sourceOf, type Source } from '../../../src/segment/source';
import { allRecords } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { cut, memoryFile, memorySource, utf16be } from './memory';

const string = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string());
const profile = fc.record({
  id: fc.nat(),
  name: string,
  more: fc.record({ 'x.y': string, 'é😀': fc.array(string, { maxLength: 2 }) }),
});
const profiles = fc.array(profile, { minLength: 1, maxLength: 12 });
type Profile = typeof profile extends fc.Arbitrary<infer T> ? T : never;

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
/** The same profiles as each kind of text. */
const texts = {
  'x.ndjson': (all: readonly Profile[]) => all.map((each) => JSON.stringify(each)).join('\n'),
  'x.json': (all: readonly Profile[]) => JSON.stringify(all, undefined, 1),
  'x.csv': (all: readonly Profile[]) =>
    ['id;name', ...all.map(({ id, name }) => `${id};${quoted(name)}`)].join('\r\n'),
} as const;
const names = Object.keys(texts) as (keyof typeof texts)[];

const encoded: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text) => utf16be(`\uFEFF${text}`),
};

const stored = fc.record({
  encoding: fc.constantFrom(...(Object.keys(encoded) as Encoding[])),
  /** Where gzip members end, if it is gzipped. */
  members: fc.option(fc.array(fc.nat(), { maxLength: 2 })),
  cuts: fc.array(fc.nat(), { maxLength: 20 }),
});
type Stored = typeof stored extends fc.Arbitrary<infer T> ? T : never;

function store(text: string, { encoding, members, cuts }: Stored): Uint8Array[] {
  const bytes = encoded[encoding](text);
  if (!members) return cut(bytes, cuts);
  return cut(Buffer.concat(cut(bytes, members).map((member) => gzipSync(member))), cuts);
}

const valuesOf = (records: readonly SegmentRecord[]) => records.map(({ value }) => value);

describe('reading', () => {
  const folder = temporaryFolder();

  for (const name of names) {
    it(`gives the same records of ${name} however it is stored and cut`, async () => {
      await fc.assert(
        fc.asyncProperty(profiles, stored, async (all, how) => {
          const text = texts[name](all);
          const source = sourceOf(name, [memoryFile(name, store(text, how))]);
          assert.deepEqual(await allRecords(source), await allRecords(memorySource(name, text)));
        }),
      );
    });

    it(`gives the same records of ${name} in one file and in several`, async () => {
      await fc.assert(
        fc.asyncProperty(profiles, fc.array(stored, { minLength: 1, maxLength: 4 }), async (all, parts) => {
          const size = Math.ceil(all.length / parts.length);
          const files = parts.map((how, index) => {
            const part = all.slice(index * size, (index + 1) * size);
            return memoryFile(`${index}${name}`, store(texts[name](part), how));
          });
          const whole = await allRecords(memorySource(name, texts[name](all)));
          assert.deepEqual(valuesOf(await allRecords(sourceOf(name, files))), valuesOf(whole));
        }),
      );
    });
  }

  /** The test's own files that this process has open; others of its suites come and go. */
  const openFiles = () => {
    const targets = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    });
    return targets.filter((target) => target.startsWith(folder.path('')));
  };

  it('leaves no file open, however it ends', async function () {
    if (process.platform !== 'linux') this.skip();
    const rows = '{"a":1}\n'.repeat(150_000);
    const csv = `a,b\n${'1,2\n'.repeat(150_000)}`;
    const bad = Buffer.from(`{"a":1}\n${rows}oops\n${rows}`);
    const sources: Source[] = [];
    const contents = {
      'a.ndjson': rows,
      'a.json.gz': gzipSync(`[${rows.trim().replaceAll('\n', ',')}]`),
      'a.csv': csv,
      'a.csv.gz': gzipSync(csv),
      'bad.ndjson': bad,
      'bad.ndjson.gz': gzipSync(bad),
      'bad.csv': `${csv}"x"y\n${csv}`,
      'latin1.csv.gz': gzipSync(Buffer.from('é\n', 'latin1')),
      'utf16.csv': Buffer.from('a,b\n', 'utf16le'),
      'cut.gz': gzipSync(rows).subarray(0, 1000),
      'twice.csv': 'a,a\n1,2',
    };
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(folder.path(name), content);
      sources.push(fileSource(folder.path(name)));
    }
    // JSON after CSV is refused before anything of it is read.
    sources.push(await openSource([folder.path('a.csv'), folder.path('a.ndjson')]));

    const first = async (source: Source, signal?: AbortSignal) => {
      for await (const batch of readRecords(source, signal)) return batch.length;
      return 0;
    };
    const cancelled = async (source: Source) => {
      const controller = new AbortController();
      for await (const batch of readRecords(source, controller.signal)) {
        if (batch.length > 0) controller.abort();
      }
    };
    for (const source of sources) {
      for (const reading of [first, cancelled, allRecords]) {
        await reading(source).catch(() => undefined);
        assert.deepEqual(openFiles(), [], `${source.name}, ${reading.name}`);
      }
      await first(source, AbortSignal.abort()).catch(() => undefined);
      assert.deepEqual(openFiles(), [], `${source.name}, cancelled before`);
    }
  });

  it('reads no further than it is asked', async () => {
    let pieces = 0;
    const endless = {
      ...memoryFile('x.ndjson', []),
      size: () => Promise.resolve(Infinity),
      async *read() {
        await Promise.resolve();
        for (; pieces < 1000; pieces++) yield Buffer.from('{"a":1}\n'.repeat(10_000));
      },
    };
    for (const file of [endless, { ...endless, path: 'x.csv' }]) {
      pieces = 0;
      const batches = readRecords(sourceOf('x', [file]));
      await batches.next();
      await batches.next();
      assert.equal(pieces < 10, true, `${pieces} pieces`);
      await batches.return(undefined);
    }
  });

  for (const name of names) {
    it(`ends inside a large piece of ${name} when it is cancelled`, async () => {
      const row = name === 'x.csv' ? '1\n' : '{"a":1}\n';
      const text = (name === 'x.csv' ? 'a\n' : '') + row.repeat(8_000_000 / row.length);
      const controller = new AbortController();
      let rows = 0;
      const reading = async () => {
        for await (const batch of readRecords(memorySource(name, text), controller.signal)) {
          // Like an interrupt: it comes with the event loop's next turn.
          if (rows === 0) setImmediate(() => controller.abort());
          rows += batch.length;
        }
      };
      await assert.rejects(reading, { name: 'AbortError' });
      assert.equal(rows > 0 && rows * row.length < 4_000_000, true, `${rows} rows`);
    });
  }
});
