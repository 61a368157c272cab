// Membership: who is in the segment by `segmentMembership`, and what stands in the columns about it.
import assert from 'node:assert/strict';
import type { Dropped } from '../../../src/model/receipt';
import { exportText, planOf } from '../collect';
import { memorySource } from '../segment/memory';
import { temporaryFolder } from '../temporaryFolder';

const id = '12341e18-abcd-49c2-836d-123c88e76c39';
const other = '25768be6-ebd5-45cc-8913-12fb3f348615';

const sourceOfMemberships = (...memberships: (string | undefined)[]) =>
  memorySource(
    'x.ndjson',
    memberships
      .map((each, index) => `{"id":${index + 1}${each === undefined ? '' : `,"segmentMembership":${each}`}}`)
      .join('\n'),
  );
const status = (text: string) =>
  `{"ups":{"${id}":{"status":"${text}","lastQualificationTime":"2021-03-10"}}}`;
const columns = [{ path: 'id' }];

async function scan(memberships: (string | undefined)[], segment: object = { id }) {
  const dropped: Dropped[] = [];
  const planned = await planOf(sourceOfMemberships(...memberships), undefined, { segment, columns });
  const totals = await planned.scan({ onDropped: (each) => dropped.push(each) });
  return { totals, dropped };
}

describe('the members of a segment', () => {
  // "Activate audiences to batch profile export destinations": full exports hold Active members only.
  for (const [membership, reason] of [
    [status('realized'), undefined],
    [status('existing'), undefined],
    [status('exited'), 'expired'],
    [status('Expired'), 'expired'],
    [status('Active'), undefined],
    [status('constructor'), undefined],
    [`{"ups":{"${id}":{}}}`, undefined],
    [`{"ups":{"${id}":{"status":null}}}`, undefined],
    [`{"ups":{"${other}":{"status":"realized"}}}`, 'notAMember'],
    [`{"ups":{"${other}":{"status":"exited"},"${id}":{"status":"realized"}}}`, undefined],
    [`{"ups":{"${other}":{"status":"realized"},"${id}":{"status":"exited"}}}`, 'expired'],
    [`{"ups":{"${id}":null}}`, 'notAMember'],
    [`{"aam":{},"csv":{"${id}":{"status":"realized"}}}`, undefined],
    [`{"aam":{"${other}":{"status":"realized"}},"csv":{"${id}":{"status":"exited"}}}`, 'expired'],
    [`{"aam":null,"${id}":{"status":"realized"}}`, 'notAMember'],
    ['{}', 'notAMember'],
    ['{"ups":{}}', 'notAMember'],
    ['{"ups":[]}', 'notAMember'],
    ['null', undefined],
    ['[]', 'notAMember'],
    ['"realized"', 'notAMember'],
    [undefined, undefined],
  ] as const) {
    it(`${reason === undefined ? 'have' : 'do not have'} ${membership ?? 'nothing to say'}`, async () => {
      const { totals, dropped } = await scan([membership]);
      assert.equal(totals.rowsWritten, reason === undefined ? 1 : 0);
      assert.deepEqual(dropped, reason === undefined ? [] : [{ reason, line: 1 }]);
    });
  }

  it('are all records when no segment is named', async () => {
    const memberships = [status('realized'), status('exited'), '{}', undefined];
    for (const segment of [{}, { name: 'Luxury' }]) {
      const { totals } = await scan(memberships, segment);
      assert.deepEqual([totals.rowsRead, totals.rowsWritten], [4, 4]);
    }
  });

  it('are counted, and those that are none by reason', async () => {
    const { totals } = await scan([status('realized'), status('exited'), '{}', status('exited'), undefined]);
    assert.deepEqual(
      [totals.rowsRead, totals.rowsWritten, totals.dropped],
      [5, 2, { expired: 2, notAMember: 1, mandatory: 0, duplicate: 0 }],
    );
  });

  for (const key of ['__proto__', 'constructor', 'toString']) {
    it(`are not those of a segment named ${key} only because JavaScript has it`, async () => {
      const { totals } = await scan(['{"ups":{}}', status('realized')], { id: key });
      assert.deepEqual(totals.dropped.notAMember, 2);
    });
  }

  it('may be of a segment whose id has dots', async () => {
    const { totals } = await scan(['{"ups":{"a.b":{"status":"realized"}}}', '{"ups":{}}'], { id: 'a.b' });
    assert.equal(totals.rowsWritten, 1);
  });

  it('are found by a mandatory column only after that: an expired record is expired', async () => {
    const source = sourceOfMemberships(status('exited'));
    const columns = [{ path: 'none', mandatory: true }];
    const totals = await (await planOf(source, undefined, { segment: { id }, columns })).scan();
    assert.deepEqual(totals.dropped, { expired: 1, notAMember: 0, mandatory: 0, duplicate: 0 });
  });
});

describe('a column of segmentMembership', () => {
  const column = async (
    settings: object,
    segment: object | undefined,
    ...memberships: (string | undefined)[]
  ) => {
    const definition = { ...(segment && { segment }), columns: [{ header: 'x', ...settings }] };
    const text = await exportText(sourceOfMemberships(...memberships), { nullOutput: '-' }, definition);
    return text.trimEnd().split('\n').slice(1);
  };
  const full = [status('realized'), status('existing'), undefined];

  it('segmentMembership.status is Active, also where nothing is said', async () => {
    assert.deepEqual(await column({ path: 'segmentMembership.status' }, { id }, ...full), [
      'Active',
      'Active',
      'Active',
    ]);
  });

  it('with namespace and id is the same', async () => {
    const path = `segmentMembership.ups.${id}.status`;
    assert.deepEqual(await column({ path }, { id }, ...full), ['Active', 'Active', 'Active']);
    const foreign = `{"csv":{"${id}":{"status":"realized"}}}`;
    assert.deepEqual(await column({ path }, { id }, foreign), ['-']);
    const csv = `segmentMembership.csv.${id}.status`;
    assert.deepEqual(await column({ path: csv }, { id }, foreign), ['Active']);
  });

  it('lastQualificationTime is as it stands in the record', async () => {
    for (const path of [
      'segmentMembership.lastQualificationTime',
      `segmentMembership.ups.${id}.lastQualificationTime`,
    ]) {
      assert.deepEqual(
        await column({ path }, { id }, status('realized'), `{"ups":{"${id}":{}}}`, undefined),
        ['2021-03-10', '-', '-'],
      );
    }
  });

  it('of another segment is as it stands in the record', async () => {
    const path = `segmentMembership.ups.${other}.status`;
    const both = `{"ups":{"${id}":{"status":"realized"},"${other}":{"status":"exited"}}}`;
    assert.deepEqual(await column({ path }, { id }, both), ['exited']);
  });

  it('is as it stands in the record when no segment is named', async () => {
    const path = `segmentMembership.ups.${id}.status`;
    assert.deepEqual(await column({ path }, undefined, status('exited'), undefined), ['exited', '-']);
    assert.deepEqual(await column({ path: 'segmentMembership.status' }, undefined, status('exited')), ['-']);
  });

  it('has its place in functions', async () => {
    const value = { coalesce: ['none', { join: 'segmentMembership.status' }] };
    assert.deepEqual(await column({ value }, { id }, ...full), ['Active', 'Active', 'Active']);
  });

  it('of an unknown status is that status', async () => {
    const path = 'segmentMembership.status';
    assert.deepEqual(await column({ path }, { id }, status('new'), status('toString')), ['new', 'toString']);
  });

  it('is a column also where columns are found in the first records', async () => {
    const source = sourceOfMemberships(status('realized'), status('exited'));
    assert.equal(
      await exportText(source, undefined, { segment: { id } }),
      `id,segmentMembership_ups_${id}_status,segmentMembership_ups_${id}_lastQualificationTime\n1,Active,2021-03-10\n`,
    );
  });
});

describe('the members of a segment in a delimited file', () => {
  const folder = temporaryFolder();
  const column = `segmentMembership.ups.${id}.status`;

  it('are told by a column named by the path, which is written as Active or Expired', async () => {
    const source = folder.write('members.csv', `email,${column}\na,realized\nb,exited\nc,\nd,existing\n`);
    const definition = { segment: { id } };
    const { dropped } = await (await planOf(source, undefined, definition)).scan();
    assert.deepEqual([dropped.expired, dropped.notAMember], [1, 1]);
    assert.equal(await exportText(source, { header: false }, definition), 'a,Active\nd,Active\n');
    const columns = [{ path: 'email' }, { path: column, header: 'status' }];
    assert.equal(
      await exportText(source, {}, { ...definition, columns }),
      'email,status\na,Active\nd,Active\n',
    );
  });

  it('are all records of a file that says nothing', async () => {
    const source = folder.write('silent.csv', 'email\na\nb\n');
    assert.equal(await exportText(source, {}, { segment: { id } }), 'email\na\nb\n');
  });
});
