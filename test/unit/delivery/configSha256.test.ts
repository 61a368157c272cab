// The figure of a configuration changes with what decides the bytes and their place, and with nothing else.
import assert from 'node:assert/strict';
import { configSha256 } from '../../../src/delivery/configSha256';
import { readDestination } from '../../../src/model/destination';
import type { Plan } from '../../../src/model/plan';
import { planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

describe('the SHA-256 of a configuration', () => {
  const folder = temporaryFolder();
  const destination = (settings: object = {}) =>
    readDestination('acme', { bucket: 'acme-exports', folderPath: 'daily', ...settings });
  const hash = (plan: Plan, settings?: object) => configSha256(plan, destination(settings));

  async function plan(definition: object = {}): Promise<Plan> {
    const source = folder.write('people.ndjson', '{"a":1,"b":2}\n');
    return (await planOf(source, { type: 'csv' }, { fileName: 'n-%TIMESTAMP%', ...definition })).plan;
  }

  it('is the same for another moment, other credentials and another order of settings', async () => {
    const one = await plan();
    const settings = { tags: { a: '1', b: '2' }, region: 'eu-central-1' };
    const later = { ...one, moment: new Date(0), key: 'another' };
    const reordered = { credentials: { type: 'profile', profile: 'x' }, tags: { b: '2', a: '1' } };
    assert.equal(hash(later, reordered), hash(one, settings));
    assert.match(hash(one), /^[0-9a-f]{64}$/);
  });

  it('is another one when anything else changes', async () => {
    const one = await plan();
    const others = [
      hash(one),
      hash(await plan({ columns: [{ path: 'b' }] })),
      hash(await plan({ deduplicate: { keys: ['a'] } })),
      hash(await plan({ rowsPerFile: 7 })),
      hash({ ...one, format: { ...one.format, bom: true } }),
      hash(one, { bucket: 'other-exports' }),
      hash(one, { endpoint: 'https://minio.example.com' }),
      hash(one, { folderPath: 'weekly' }),
      hash(one, { storageClass: 'STANDARD_IA' }),
      hash(one, { overwrite: 'replace' }),
    ];
    assert.equal(new Set(others).size, others.length);
  });
});
