// Deduplication: which of several records with one key is written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeOf } from '../../../src/export/time';
import type { Dropped } from '../../../src/model/receipt';
import { sourceOf, type Source } from '../../../src/segment/source';
import { exportText, planOf } from '../collect';
import { memoryFile, memorySource } from '../segment/memory';

type Json = Record<string, unknown>;
const sourceOfRecords = (records: readonly object[]) =>
  memorySource('x.ndjson', records.map((record) => JSON.stringify(record)).join('\n'));

/** The rows below the header. */
async function rowsOf(source: Source, definition: object): Promise<string[]> {
  return (await exportText(source, undefined, definition)).trimEnd().split('\n').slice(1);
}
/** The ids of the records that are written. */
const idsOf = (records: readonly Json[], deduplicate: object) =>
  rowsOf(sourceOfRecords(records), { columns: [{ path: 'id' }], deduplicate });

/** Adobe's example: "Deduplication keys", "Activate audiences to batch profile export destinations". */
describe("deduplication by Adobe's example", () => {
  const profile = (lastName: string, second: string, lastQualificationTime: string) => ({
    personalEmail: { address: 'johndoe@example.com' },
    person: { name: { firstName: 'John', lastName } },
    identityMap: { Email: [{ id: 'johndoe@example.com' }, { id: second }] },
    lastQualificationTime,
  });
  const source = sourceOfRecords([
    profile('Doe', 'doejohn_1@example.com', '2021-03-10 10:03:08'),
    profile('D', 'doejohn_2@example.com', '2021-04-10 11:33:28'),
  ]);
  const columns = [
    { path: 'personalEmail.address' },
    { path: 'person.name.firstName' },
    { path: 'person.name.lastName' },
  ];
  const time = 'lastQualificationTime';

  for (const [keys, rows] of [
    [undefined, ['johndoe@example.com,John,Doe', 'johndoe@example.com,John,D']],
    [['personalEmail.address'], ['johndoe@example.com,John,D']],
    [['personalEmail_address'], ['johndoe@example.com,John,D']],
    [
      ['personalEmail.address', 'person.name.lastName'],
      ['johndoe@example.com,John,Doe', 'johndoe@example.com,John,D'],
    ],
    [['identityMap.Email[0].id'], ['johndoe@example.com,John,D']],
    [['identityMap.Email[1].id'], ['johndoe@example.com,John,Doe', 'johndoe@example.com,John,D']],
  ] as const) {
    it(`with the key ${keys?.join(' and ') ?? 'nothing'}`, async () =>
      assert.deepEqual(
        await rowsOf(source, { columns, ...(keys && { deduplicate: { keys, time } }) }),
        rows,
      ));
  }

  it('writes John, Doe rather than John, Morris where times are equal', async () => {
    const names = ['Morris', 'Doe', 'Zuse'].map((name) => profile(name, 'x', '2021-03-10 10:03:08'));
    const deduplicate = { keys: ['personalEmail.address'], time };
    for (const records of [names, names.toReversed(), [names[1] ?? {}, names[0] ?? {}]]) {
      assert.deepEqual(await rowsOf(sourceOfRecords(records), { columns, deduplicate }), [
        'johndoe@example.com,John,Doe',
      ]);
    }
  });
});

describe('deduplication', () => {
  const records = [
    { id: 1, k: 'a', t: '2021-01-01' },
    { id: 2, k: 'b', t: '2021-01-02' },
    { id: 3, k: 'a', t: '2021-01-03' },
    { id: 4, k: 'a', t: '2021-01-02' },
  ];

  it('keeps the first, the last or the latest, in the order of the segment', async () => {
    assert.deepEqual(await idsOf(records, { keys: ['k'] }), ['1', '2']);
    assert.deepEqual(await idsOf(records, { keys: ['k'], keep: 'first' }), ['1', '2']);
    assert.deepEqual(await idsOf(records, { keys: ['k'], keep: 'last' }), ['2', '4']);
    assert.deepEqual(await idsOf(records, { keys: ['k'], keep: 'latest', time: 't' }), ['2', '3']);
  });

  it('tells each duplicate with line and file, and counts it', async () => {
    const file = (path: string, from: number, to: number) =>
      memoryFile(path, [
        Buffer.from(
          records
            .slice(from, to)
            .map((each) => `\n${JSON.stringify(each)}`)
            .join(''),
        ),
      ]);
    const source = sourceOf('x', [file('a.ndjson', 0, 3), file('b.ndjson', 3, 4)]);
    const dropped: Dropped[] = [];
    const planned = await planOf(source, undefined, { deduplicate: { keys: ['k'], time: 't' } });
    const totals = await planned.scan({ onDropped: (each) => dropped.push(each) });
    assert.deepEqual(dropped, [
      { reason: 'duplicate', line: 2, file: 'a.ndjson' },
      { reason: 'duplicate', line: 2, file: 'b.ndjson' },
    ]);
    assert.deepEqual(
      [totals.rowsRead, totals.rowsWritten, totals.dropped],
      [4, 2, { expired: 0, notAMember: 0, mandatory: 0, duplicate: 2 }],
    );
  });

  it('writes every record without a key: without a value in all of its parts', async () => {
    const bare = [{ id: 1 }, { id: 2, k: null }, { id: 3, k: '' }, { id: 4 }, { id: 5, k: null }];
    assert.deepEqual(await idsOf(bare, { keys: ['k'] }), ['1', '2', '3', '4', '5']);
    assert.deepEqual(await idsOf(bare, { keys: ['k', 'l'] }), ['1', '2', '3', '4', '5']);
    const half = [
      ...bare,
      { id: 6, l: 'x' },
      { id: 7, k: null, l: 'x' },
      { id: 8, k: 'y' },
      { id: 9, k: 'y', l: null },
    ];
    assert.deepEqual(await idsOf(half, { keys: ['k', 'l'] }), ['1', '2', '3', '4', '5', '6', '8']);
  });

  it('compares keys as they are written, whatever their type', async () => {
    const keys = [
      '1',
      1,
      '1.0',
      true,
      'true',
      false,
      0,
      '0',
      ' 1',
      [1],
      '[1]',
      { a: 1 },
      '{"a":1}',
      'A',
      'a',
    ];
    const ids = await idsOf(
      keys.map((k, id) => ({ id, k })),
      { keys: ['k'] },
    );
    const texts = keys.map((k) => (typeof k === 'object' ? JSON.stringify(k) : String(k)));
    assert.deepEqual(
      ids,
      texts.flatMap((text, id) => (texts.indexOf(text) === id ? [String(id)] : [])),
    );
  });

  it('keeps the digits of numbers apart', async () => {
    const numbers = ['9007199254740993', '9007199254740992', '1.0', '1.00', '1', '9007199254740993'];
    const source = memorySource('x.ndjson', numbers.map((k, id) => `{"id":${id},"k":${k}}`).join('\n'));
    assert.deepEqual(await rowsOf(source, { columns: [{ path: 'id' }], deduplicate: { keys: ['k'] } }), [
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('takes no two keys of several parts for one', async () => {
    const pieces = [
      '',
      'a',
      ',',
      '"',
      '","',
      '\\',
      '\n',
      '\t',
      '\0',
      'é',
      'e\u0301',
      '\ud800',
      '\ufffd',
      'null',
      'a,b',
    ];
    const pairs = pieces.flatMap((k) => pieces.map((l) => ({ k, l })));
    const twice = [...pairs, ...pairs].map((pair, id) => ({ id, ...pair }));
    const ids = await idsOf(twice, { keys: ['k', 'l'] });
    // The pair of two empty texts is no key.
    assert.deepEqual(ids, [...pairs.map((_, id) => String(id)), String(pairs.length)]);
  });

  it('drops no record whose key has the hash of another one', async () => {
    const [one, two] = collidingKeys();
    const both = [one, two, one, two].map((k, id) => ({ id, k }));
    assert.deepEqual(await idsOf(both, { keys: ['k'] }), ['0', '1']);
    assert.deepEqual(await idsOf(both, { keys: ['k'], keep: 'last' }), ['2', '3']);
  });

  it('may be by a column with functions, by its header', async () => {
    const source = sourceOfRecords([{ mail: 'A@x.com ' }, { mail: 'a@x.com' }, { mail: 'b@x.com' }]);
    const columns = [{ path: 'mail' }, { header: 'hash', value: { sha256: 'mail', normalise: 'email' } }];
    assert.equal((await rowsOf(source, { columns, deduplicate: { keys: ['hash'] } })).length, 2);
  });

  it('may be by the column names of CSV', async () => {
    const source = memorySource('x.csv', 'id,e.mail\n1,a\n2,a\n3,b\n');
    assert.deepEqual(await rowsOf(source, { deduplicate: { keys: ['"e.mail"'] } }), ['1,a', '3,b']);
  });
});

describe('deduplication by the latest time', () => {
  const latest = { keys: ['k'], time: 't' };
  const idsOfTimes = (...times: unknown[]) =>
    idsOf(
      times.map((t, id) => ({ id, k: 'a', ...(t !== undefined && { t }) })),
      latest,
    );

  it('takes a record without a time for the oldest', async () => {
    assert.deepEqual(await idsOfTimes(undefined, null, '', '1969-01-01', null), ['3']);
    assert.deepEqual(await idsOfTimes(0, undefined), ['0']);
    assert.deepEqual(await idsOfTimes(undefined, null, ''), ['0']);
  });

  it('compares moments, not texts', async () => {
    assert.deepEqual(await idsOfTimes('2021-03-10T10:00:00+02:00', '2021-03-10T09:00:00Z'), ['1']);
    assert.deepEqual(await idsOfTimes(1615370588, '2021-03-10T10:03:07Z', 1615370588001), ['2']);
    assert.deepEqual(await idsOfTimes('2021-03-10 10:03:08.000002', '2021-03-10 10:03:08.000001'), ['0']);
  });

  it('refuses a time that it cannot read, with its line', async () => {
    await assert.rejects(idsOfTimes('2021-01-01', '2021-02-31'), {
      code: 'unreadable-time',
      line: 2,
      excerpt: '2021-02-31',
    });
    await assert.rejects(idsOfTimes(true), { code: 'unreadable-time', line: 1 });
    await assert.rejects(idsOfTimes({ secret: 'x' }), (error: Error) => !error.message.includes('secret'));
  });

  it('refuses it with the file, of a segment in several', async () => {
    const source = sourceOf('x', [
      memoryFile('a.ndjson', [Buffer.from('{"k":1,"t":"2021-01-01"}')]),
      memoryFile('b.ndjson', [Buffer.from('\n{"k":1,"t":"soon"}')]),
    ]);
    await assert.rejects(exportText(source, undefined, { deduplicate: latest }), {
      code: 'unreadable-time',
      message: /^b\.ndjson: The time of the record at line 2 /,
    });
  });

  it('reads no time of records that take no part', async () => {
    const records = [
      { id: 1, k: 'a', t: 'soon' },
      { id: 2, k: 'a', t: '2021-01-01', m: 1 },
      { id: 3, t: 'soon', m: 1 },
    ];
    const columns = [{ path: 'id' }, { path: 'm', mandatory: true }];
    assert.deepEqual(await rowsOf(sourceOfRecords(records), { columns, deduplicate: latest }), [
      '2,1',
      '3,1',
    ]);
  });

  /** The row of two that have the same key and time. */
  const winnerOf = async (columns: object[], ...records: Json[]) => {
    const source = sourceOfRecords(records.map((record, id) => ({ id, k: 'a', t: 1, ...record })));
    const definition = {
      columns: [...columns, { path: 'k' }, { path: 't' }, { path: 'id' }],
      deduplicate: latest,
    };
    // The id is the last column: it decides only where the others do not.
    const rows = await rowsOf(source, definition);
    assert.equal(rows.length, 1);
    return Number(rows[0]?.split(',').at(-1));
  };

  it('compares column by column where times are equal', async () => {
    const [x, y] = [{ path: 'x' }, { path: 'y' }];
    assert.equal(await winnerOf([x, y], { x: 'b', y: 'a' }, { x: 'a', y: 'b' }), 1);
    assert.equal(await winnerOf([y, x], { x: 'b', y: 'a' }, { x: 'a', y: 'b' }), 0);
    assert.equal(await winnerOf([x, y], { x: 'a', y: 'z' }, { x: 'a!', y: 'a' }), 0);
    assert.equal(await winnerOf([x, y], { x: 'a', y: 'b' }, { x: 'a', y: 'a' }), 1);
    assert.equal(await winnerOf([x], { x: 'a' }, { x: '' }), 1);
    assert.equal(await winnerOf([x], { x: 'a' }, {}), 1);
    assert.equal(await winnerOf([x], { x: '10' }, { x: '9' }), 0);
    assert.equal(await winnerOf([x], { x: 'b' }, { x: 'B' }), 1);
    // Characters that JSON would write as another one.
    assert.equal(await winnerOf([x], { x: '#' }, { x: '"' }), 1);
    assert.equal(await winnerOf([x], { x: '\t' }, { x: ' ' }), 0);
    assert.equal(await winnerOf([x], { x: 'A' }, { x: '\u0001' }), 1);
  });

  it('takes no notice of arrays and objects there', async () => {
    const x = { path: 'x' };
    assert.equal(await winnerOf([x], { x: ['b'] }, { x: ['a'] }), 0);
    assert.equal(await winnerOf([x], { x: { a: 2 } }, { x: { a: 1 } }), 0);
  });

  it('writes the first of records that are the same', async () => {
    const records = [1, 2, 3].map((id) => ({ id, k: 'a', t: 1 }));
    const definition = { columns: [{ path: 'k' }, { path: 't' }], deduplicate: latest };
    const dropped: number[] = [];
    const planned = await planOf(sourceOfRecords(records), undefined, definition);
    await planned.scan({ onDropped: ({ line }) => dropped.push(line) });
    assert.deepEqual(dropped, [2, 3]);
  });
});

describe('a record that is dropped for another reason', () => {
  const id = '12341e18-abcd-49c2-836d-123c88e76c39';
  const membership = (status: string) => ({ segmentMembership: { ups: { [id]: { status } } } });
  const records = [
    { id: 1, k: 'a', t: 5, m: '', ...membership('realized') },
    { id: 2, k: 'a', t: 4, m: 'x', ...membership('exited') },
    { id: 3, k: 'a', t: 3, m: 'x', segmentMembership: {} },
    { id: 4, k: 'a', t: 2, m: 'x', ...membership('realized') },
    { id: 5, k: 'a', t: 1, m: 'x', ...membership('realized') },
    { id: 6, k: 'a', t: 6, m: null, ...membership('realized') },
  ];

  for (const [deduplicate, winner] of [
    [{ keys: ['k'] }, '4,x'],
    [{ keys: ['k'], keep: 'last' }, '5,x'],
    [{ keys: ['k'], time: 't' }, '4,x'],
  ] as const) {
    it(`takes no other one with it: ${JSON.stringify(deduplicate)}`, async () => {
      const columns = [{ path: 'id' }, { path: 'm', mandatory: true }];
      const planned = await planOf(sourceOfRecords(records), undefined, {
        segment: { id },
        columns,
        deduplicate,
      });
      const { rowsWritten, dropped } = await planned.scan();
      assert.deepEqual(
        [rowsWritten, dropped],
        [1, { expired: 1, notAMember: 1, mandatory: 2, duplicate: 1 }],
      );
      assert.deepEqual(await rowsOf(sourceOfRecords(records), { segment: { id }, columns, deduplicate }), [
        winner,
      ]);
    });
  }
});

type Value = string | number | boolean | null | undefined | readonly number[] | { readonly a: number };
type Record5 = Readonly<Record<'k' | 'l' | 't' | 'x' | 'm', Value>>;

describe('deduplication of any records', () => {
  const value = fc.constantFrom<Value>('', 'a', 'b', ',', '"', '\t', '1', 1, 0, true, null, undefined, [1], {
    a: 1,
  });
  const template: fc.Arbitrary<Record5> = fc.record({
    // A number is the person's own; the others are shared.
    k: fc.oneof({ weight: 1, arbitrary: value }, { weight: 3, arbitrary: fc.constant(7) }),
    l: value,
    t: fc.constantFrom<Value>(undefined, null, '', 1, 2, '1970-01-01T00:00:01Z', '1970-01-01 01:00:02+01:00'),
    x: value,
    m: fc.constantFrom<Value>('m', 'm', 'n', '', null),
  });
  const plan = fc.record({
    keys: fc.constantFrom(['k'], ['k', 'l'], ['l', 'k']),
    keep: fc.constantFrom('first' as const, 'last' as const, 'latest' as const),
  });
  type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
  /** 3,000 of them are more than the buffers hold. */
  const counts = fc.constantFrom(1, 10, 300, 3000);
  const columns = [{ path: 'x' }, { path: 'k' }, { path: 'm', mandatory: true }, { path: 'l' }];

  /** So many records, made of some. */
  const recordsOf = (templates: readonly Record5[], count: number, people: number): Record5[] =>
    Array.from({ length: count }, (_, index) => {
      const record = templates[index % templates.length] as Record5;
      const person = (index * 7919) % people;
      return record.k === 7 ? { ...record, k: `${String(person).padStart(36, '-')}` } : record;
    });

  const textOf = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value));
  const isNothing = (value: Value) => value === undefined || value === null;
  const momentOf = ({ t }: Record5) => (isNothing(t) || t === '' ? -Infinity : (timeOf(t) ?? NaN));

  /** Which records are written, the naive way: all in memory. */
  function naive(records: readonly Record5[], { keys, keep }: Plan): number[] {
    const parts = (record: Record5) =>
      keys.map((name) => record[name]).map((part) => (isNothing(part) ? null : textOf(part)));
    const others = (record: Record5) =>
      columns
        .map(({ path }) => path as keyof Record5)
        .filter((name) => !keys.some((key) => key === name))
        .map((name) =>
          isNothing(record[name]) || typeof record[name] === 'object' ? '' : textOf(record[name]),
        )
        .join('\0');
    const beats = (one: Record5, other: Record5) => {
      if (keep !== 'latest') return keep === 'last';
      if (momentOf(one) !== momentOf(other)) return momentOf(one) > momentOf(other);
      return others(one) < others(other);
    };
    const winners = new Map<string, number>();
    records.forEach((record, index) => {
      if (isNothing(record.m) || record.m === '') return;
      const hasKey = parts(record).some(Boolean);
      const key = hasKey ? JSON.stringify(parts(record)) : `none ${index}`;
      const champion = winners.get(key);
      if (champion === undefined || beats(record, records[champion] as Record5)) winners.set(key, index);
    });
    return [...winners.values()].sort((a, b) => a - b);
  }

  async function written(records: readonly Record5[], { keys, keep }: Plan): Promise<number[]> {
    const deduplicate = { keys, keep, ...(keep === 'latest' && { time: 't' }) };
    const dropped = new Set<number>();
    const planned = await planOf(sourceOfRecords(records), undefined, { columns, deduplicate });
    await planned.scan({ onDropped: ({ line }) => dropped.add(line - 1) });
    return [...records.keys()].filter((index) => !dropped.has(index));
  }

  it('writes those that a naive way would write', async () => {
    const templates = fc.array(template, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        templates,
        counts,
        fc.integer({ min: 1, max: 2000 }),
        plan,
        async (some, count, people, how) => {
          const records = recordsOf(some, count, people);
          assert.deepEqual(await written(records, how), naive(records, how));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Two texts whose keys, `["…"]`, have one hash: FNV-1a has 32 bits, so that among some hundred thousand there are two. */
function collidingKeys(): [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number++) {
    const key = `k${number.toString(36)}`;
    let hash = 0x811c9dc5;
    for (const character of `["${key}"]`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    const twin = seen.get(hash);
    if (twin !== undefined) return [twin, key];
    seen.set(hash, key);
  }
}
