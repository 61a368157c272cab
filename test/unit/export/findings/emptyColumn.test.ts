// The rule about columns without a value: of a misspelt path nothing else is seen.
import assert from 'node:assert/strict';
import { FindingsObserver } from '../../../../src/export/findings/observer';
import { Rows } from '../../../../src/export/rows';
import { allRecords, planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';

describe('the rule empty-column', () => {
  const folder = temporaryFolder();

  async function headersFound(
    records: readonly object[],
    definition: object,
  ): Promise<(string | undefined)[]> {
    const source = folder.write('e.ndjson', records.map((each) => JSON.stringify(each)).join('\n'));
    const { plan } = await planOf(source, { type: 'csv' }, definition);
    const observer = new FindingsObserver(plan);
    observer.rows(new Rows(plan, undefined).of(await allRecords(source)));
    const { findings } = observer.findings();
    return findings.filter(({ rule }) => rule === 'empty-column').map(({ header }) => header);
  }

  it('tells of a misspelt path, and of a column of empty texts, once each', async () => {
    const columns = [{ path: 'id' }, { path: 'idd' }, { path: 'note' }];
    const records = [
      { id: 1, note: '' },
      { id: 2, note: null },
    ];
    assert.deepEqual(await headersFound(records, { columns }), ['idd', 'note']);
  });

  it('tells nothing of a column that has a value in its last row, and of constants', async () => {
    const columns = [{ path: 'late' }, { value: { constant: null }, header: 'none' }];
    assert.deepEqual(await headersFound([{}, {}, { late: 1 }], { columns }), []);
  });
});
