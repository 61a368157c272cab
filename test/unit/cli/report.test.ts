// What a push of very many files prints: some for people, all for programs.
import assert from 'node:assert/strict';
import { dryRunReport, receiptReport, type Report } from '../../../src/cli/report';
import { table } from '../../../src/cli/terminal';
import { readDestination } from '../../../src/model/destination';
import type { DeliveredFile, Receipt, Totals } from '../../../src/model/receipt';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';

const acme = readDestination('acme', { bucket: 'exports' });
const nothingElse = { dropped: [], findings: { findings: [], counts: [] } };

describe('reports', () => {
  const plan = async () => (await planOf(memorySource('x.ndjson', '{"a":1}\n'))).plan;

  /** Of an export with so many files; of every second one the size alone could be seen. */
  function receiptOf(count: number): Receipt {
    const files = Array.from({ length: count }, (_, index): DeliveredFile => {
      const figures = {
        key: `${index + 1}.csv`,
        rows: 1,
        bytes: 4,
        sha256: 'f'.repeat(64),
        crc32: 'AAAAAA==',
      };
      const stored = { guarded: 'byStore', etag: undefined, versionId: undefined } as const;
      return { ...figures, ...stored, proof: index % 2 ? 'answer' : 'checksum' };
    });
    return {
      ...{ destination: 'acme', bucket: 'exports', source: 'x.ndjson', segment: 'x', format: 'csv' },
      ...{
        id: 'run',
        endpoint: undefined,
        headers: undefined,
        sourceSha256: '0'.repeat(64),
        configSha256: '1'.repeat(64),
      },
      ...{ startedAt: '2020-04-08T06:18:04Z', finishedAt: '2020-04-08T06:18:04Z' },
      ...{
        rowsRead: count,
        rowsWritten: count,
        unmappedValues: 0,
        formulas: 0,
        rowsWithoutKey: 0,
        emptyColumns: [],
        corruptingValues: 0,
      },
      dropped: { expired: 0, notAMember: 0, mandatory: 0, duplicate: 0 },
      ...{ files, manifest: undefined },
    };
  }

  const filesIn = ({ lines }: Report) => lines.filter(([, text]) => text.includes('s3://'));
  const filesInJson = ({ json }: Report) => (json as Totals).files.length;

  it('say so where a destination is marked as production', async () => {
    const production = { ...acme, production: true };
    const line = ['production', 'acme'];
    assert.deepEqual(receiptReport(receiptOf(1), await plan(), production).lines[0], line);
    assert.deepEqual(dryRunReport(production, await plan(), receiptOf(1), nothingElse).lines[1], line);
    assert.doesNotMatch(table(receiptReport(receiptOf(1), await plan(), acme).lines), /production/);
  });

  it('of a push list the first files for people and all for programs', async () => {
    const report = receiptReport(receiptOf(130_000), await plan(), acme);
    assert.equal(filesIn(report).length, 20);
    assert.deepEqual(
      report.lines.slice(18, 21).map(([name, text]) => [name, text.split(' · ', 1)[0]]),
      [
        ['delivered', 's3://exports/19.csv'],
        ['written', 's3://exports/20.csv'],
        ['', 'and 129,980 more'],
      ],
    );
    assert.equal(filesInJson(report), 130_000);
    assert.match(table(report.lines), /^proof +65,000 files: verified/m);
  });

  it('of a push list all of twenty files', async () => {
    const report = receiptReport(receiptOf(20), await plan(), acme);
    assert.equal(filesIn(report).length, 20);
    assert.doesNotMatch(table(report.lines), /more$/m);
  });

  it('of a dry run list the first files for people and all for programs', async () => {
    const report = dryRunReport(acme, await plan(), receiptOf(130_000), nothingElse);
    assert.equal(filesIn(report).length, 20);
    assert.match(table(report.lines), /^ +and 129,980 more$/m);
    assert.equal(filesInJson(report), 130_000);
  });
});

describe('a table', () => {
  it('is as wide as its widest name, however many rows it has', () => {
    const rows = Array.from({ length: 200_000 }, () => ['a', 'x'] as const);
    const text = table([...rows, ['wide', 'y']]);
    assert.ok(text.startsWith('a     x\n'));
    assert.ok(text.endsWith('\nwide  y\n'));
    assert.equal(table([]), '');
  });
});
