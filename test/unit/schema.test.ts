// The schema that VS Code has of export definitions: the one of the code, made for VS Code, with a text for every field.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { definitionSchemaText, schemaFile, type Schema } from '../schema/definitionSchema';

const text = readFileSync(schemaFile, 'utf8');
const schema = JSON.parse(text) as Schema;

describe("VS Code's schema of export definitions", () => {
  it('is made from the one that definitions are read by (renew it with: npm run schema)', async () => {
    assert.equal(text, await definitionSchemaText());
  });

  it('refers only to what it defines, from its root', () => {
    const names = Object.keys(schema['$defs'] as Schema);
    const refs = Array.from(text.matchAll(/"\$ref": "([^"]*)"/g), ([, ref = '']) => ref);
    assert.notEqual(refs.length, 0);
    for (const ref of refs)
      assert.ok(
        names.some((name) => ref === `#/$defs/${name}`),
        ref,
      );
    assert.equal(text.match(/"\$defs"/g)?.length, 1);
    assert.doesNotMatch(text, /"\$id"/);
  });

  it('describes every field, as Markdown too', () => {
    let fields = 0;
    for (const [name, field] of fieldsIn(schema)) {
      const { description, markdownDescription } = { ...definitionOf(field), ...field };
      assert.ok(typeof description === 'string' && description !== '', name);
      assert.equal(markdownDescription, description, name);
      fields++;
    }
    assert.ok(fields > 30);
  });

  it('refuses fields that it does not know, wherever fields are named', () => {
    for (const part of partsOf(schema)) {
      if ('properties' in part) assert.equal(part['additionalProperties'], false);
    }
  });
});

/** What VS Code takes the rest from, for a field that refers to a definition. */
function definitionOf({ $ref = '' }: { readonly $ref?: string }): Schema {
  return (schema['$defs'] as Record<string, Schema>)[$ref.replace('#/$defs/', '')] ?? {};
}

function* fieldsIn(root: Schema): Generator<[string, Schema]> {
  for (const part of partsOf(root)) {
    if (part['properties']) yield* Object.entries(part['properties'] as Record<string, Schema>);
  }
}

function* partsOf(value: unknown): Generator<Schema> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Schema;
  for (const each of Object.values(value)) yield* partsOf(each);
}
