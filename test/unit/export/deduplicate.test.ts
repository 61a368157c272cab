// Deduplication: which of several records with one key is written.
import assert from 'node:assert/strict';
import type { Dropped } from '../../../src/model/receipt';
import { sourceOf } from '../../../src/segment/source';
import { planOf } from '../collect';
import { memoryFile, memorySource } from '../segment/memory';
import { idsOf, rowsOf, sourceOfRecords } from './deduplicating';

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

  it('may be by header also where columns are found in the first records', async () => {
    const people = [
      { mail: { to: 'a' }, t: 1 },
      { mail: { to: 'b' }, t: 1 },
      { mail: { to: 'a' }, t: 2 },
    ];
    const rows = ['b,1', 'a,2'];
    for (const key of ['mail_to', 'mail.to']) {
      assert.deepEqual(
        await rowsOf(sourceOfRecords(people), { deduplicate: { keys: [key], time: 't' } }),
        rows,
      );
    }
  });

  it('takes the path of a column that it found by header for no other header', async () => {
    const people = [
      { a: 1, c: 1 },
      { a: 1, c: 2 },
    ];
    const columns = [
      { path: 'a', header: 'b' },
      { path: 'c', header: 'a' },
    ];
    const byHeader = (key: string) =>
      rowsOf(sourceOfRecords(people), { columns, deduplicate: { keys: [key] } });
    assert.deepEqual(await byHeader('b'), ['1,1']);
    assert.deepEqual(await byHeader('a'), ['1,1', '1,2']);
  });

  it('may be by the column names of CSV', async () => {
    const source = memorySource('x.csv', 'id,e.mail\n1,a\n2,a\n3,b\n');
    assert.deepEqual(await rowsOf(source, { deduplicate: { keys: ['"e.mail"'] } }), ['1,a', '3,b']);
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
