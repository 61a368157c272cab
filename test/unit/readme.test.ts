// The README's example of an export definition is one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from '../../src/model/definition';

describe("the README's export definition", () => {
  it('can be read', () => {
    const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
    const example = /## Export definitions\n[^]*?```jsonc\n([^]*?)```/.exec(readme)?.[1] ?? '';
    const { columns, destination } = readDefinition(example);
    assert.equal(columns?.length, 4);
    assert.equal(destination, 'acme-exports');
  });
});
