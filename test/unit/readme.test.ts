// The README's example of an export definition is one, and what it says of definitions is all that there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/export/findings/rules';
import { DefinitionSettings, definitionOf, readDefinition } from '../../src/model/definition';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe("the README's export definition", () => {
  it('can be read', () => {
    const example = /## Export definitions\n[^]*?```jsonc\n([^]*?)```/.exec(readme)?.[1] ?? '';
    const { columns, destination } = readDefinition(example);
    assert.equal(columns?.length, 4);
    assert.equal(destination, 'acme-exports');
  });
});

describe("the README's tables of definitions", () => {
  const section = /### Fields of a definition\n([^]*?)\n## /.exec(readme)?.[1] ?? '';
  const firstCells = [...section.matchAll(/^\| (`.*?`) +\| /gm)].map(([, cell = '']) => cell);

  it('have every field', () => {
    const listed = firstCells.flatMap((cell) => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name));
    const { segment, deduplicate, $schema, ...others } = DefinitionSettings.properties;
    assert.ok($schema);
    const inside = (name: string, { properties }: { properties: object }) =>
      Object.keys(properties).map((key) => `${name}.${key}`);
    assert.deepEqual(
      listed.sort(),
      [...inside('segment', segment), ...inside('deduplicate', deduplicate), ...Object.keys(others)].sort(),
    );
  });

  it('have functions that can be read, of every kind', () => {
    const values = firstCells
      .filter((cell) => cell.startsWith('`{'))
      .map((cell) => JSON.parse(cell.slice(1, -1).replaceAll('\\|', '|')) as object);
    const { columns } = definitionOf({
      segment: { source: 'a' },
      columns: values.map((value, index) => ({ value, header: String(index) })),
    });
    const kinds = columns?.map(({ value }) => value.kind).sort();
    assert.deepEqual(kinds, ['coalesce', 'constant', 'first', 'join', 'json', 'sha256']);
  });
});

describe("the README's table of findings", () => {
  it('has every rule with its severity', () => {
    const section = /## Findings\n([^]*?)\n## /.exec(readme)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `([\w-]+)` +\| (\w+) +\|/gm)].map(([, ...cells]) => cells);
    assert.deepEqual(
      rows,
      rules.map(({ name, severity }) => [name, severity]),
    );
  });
});
