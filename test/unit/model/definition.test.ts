// An export definition: what it may hold, what is taken where it holds nothing, and what is said of what it may not hold.
import assert from 'node:assert/strict';
import { defaultOptions, readDefinition } from '../../../src/model/definition';

/** A definition's text, from what stands in it beside the segment. */
const text = (more: object = {}) => JSON.stringify({ segment: { source: 'luxury.ndjson' }, ...more });
const read = (more?: object) => readDefinition(text(more));
const path = (...steps: (string | number)[]) => ({ kind: 'path', path: steps });

describe('an export definition', () => {
  it('needs no more than a source', () => {
    assert.deepEqual(read(), {
      ...defaultOptions,
      segment: { id: undefined, name: undefined, source: ['luxury.ndjson'], input: {} },
      destination: undefined,
      incremental: undefined,
      schedule: undefined,
    });
  });

  it('has the defaults that its schema tells', () => {
    assert.deepEqual(defaultOptions, {
      columns: undefined,
      deduplication: undefined,
      nameTemplate: undefined,
      names: {},
      rowsPerFile: 5_000_000,
      headerInEachFile: true,
      emptyExport: 'write',
    });
  });

  it('keeps what it holds', () => {
    const names = {
      organization: 'Acme',
      sandbox: 'prod',
      customText: 'x',
      mergePolicyId: 'm1',
      mergePolicyName: 'Timestamp',
    };
    const schedule = {
      frequency: 'daily',
      time: '06:00',
      timeZone: 'Europe/Berlin',
      startDate: '2026-01-31',
    };
    const segment = { id: 's1', name: 'Luxury', source: ['a-*.csv', 'b.csv'], input: { delimiter: ';' } };
    assert.deepEqual(
      read({
        $schema: 'x',
        segment,
        destination: 'acme',
        fileName: '%SEGMENT_ID%',
        rowsPerFile: 1,
        headerInEachFile: false,
        emptyExport: 'fail',
        mode: 'incremental',
        deduplicate: { keys: ['id'] },
        ...{ names, schedule },
      }),
      {
        ...{
          segment,
          names,
          schedule,
          destination: 'acme',
          incremental: { by: 'membership', statusHeader: undefined },
          nameTemplate: '%SEGMENT_ID%',
        },
        ...{ rowsPerFile: 1, headerInEachFile: false, emptyExport: 'fail' },
        columns: undefined,
        deduplication: {
          ...{ keys: [{ kind: 'path', path: ['id'] }], keep: 'first', time: undefined },
          keyRequired: true,
        },
      },
    );
  });

  it('may have comments, trailing commas and a byte order mark', () => {
    const definition = readDefinition('\uFEFF// what\n{"segment": /* [{" */ {"source": "x",},}\n');
    assert.deepEqual(definition.segment.source, ['x']);
  });

  for (const [what, broken] of [
    ['nothing', ''],
    ['a comment', '// {}'],
    ['half an object', '{"segment":'],
    ['two objects', `${text()}${text()}`],
    ['a missing comma', '{"segment":{"source":"x" "id":"y"}}'],
    ['single quotes', "{'segment':1}"],
    ['brackets without end', '['.repeat(200_000)],
    ['objects without end', '{"a":'.repeat(200_000)],
    ['values in values', `{"a":${'['.repeat(101)}${']'.repeat(101)}}`],
  ] as const) {
    it(`is not ${what}`, () =>
      assert.throws(() => readDefinition(broken), { code: 'invalid-definition', message: /It is not JSON/ }));
  }

  const hush = 'hunter2';
  const column = (more: object) => ({ columns: [{ path: 'a' }, more] });
  const value = (value: unknown) => column({ header: 'x', value });
  for (const [why, more] of [
    ['There is no field "hush".', { hush }],
    ['There is no field "a/b~c".', { 'a/b~c': hush }],
    ['The field "destination" has', { destination: 1 }],
    ['The field "destination" has', { destination: '' }],
    ['The field "segment" is missing', { segment: undefined }],
    ['The field "segment" has', { segment: hush }],
    ['The field "segment.source" is missing', { segment: {} }],
    ['The field "segment.source" has', { segment: { source: { hush } } }],
    ['The field "segment.source" has', { segment: { source: '' } }],
    ['The field "segment.source" has', { segment: { source: [] } }],
    ['The field "segment.source" has', { segment: { source: [hush, ''] } }],
    ['The field "segment.id" has', { segment: { source: 'x', id: '' } }],
    ['The field "segment.name" has', { segment: { source: 'x', name: 7 } }],
    ['There is no field "segment.ID"', { segment: { source: 'x', ID: hush } }],
    ['The field "segment.input.format" has', { segment: { source: 'x', input: { format: hush } } }],
    ['There is no field "segment.input.hush"', { segment: { source: 'x', input: { hush } } }],
    ['The field "columns" has', { columns: hush }],
    ['The field "columns" has', { columns: [] }],
    ['The field "columns.1" has', { columns: [{ path: 'a' }, hush] }],
    ['The field "columns.1.path" has', column({ path: { hush } })],
    ['The field "columns.1.path" has', column({ path: '' })],
    ['The field "columns.1.header" has', column({ path: 'a', header: 1 })],
    ['The field "columns.1.mandatory" has', column({ path: 'a', mandatory: hush })],
    ['There is no field "columns.1.hush"', column({ path: 'a', hush })],
    ['columns.1: A column has exactly one of path, value.', column({})],
    ['columns.1: A column has exactly one of path, value.', column({ path: 'a', value: 'b' })],
    ['columns.1: A column without a path needs a "header".', column({ value: { constant: 1 } })],
    [
      'columns.1: A column without a path needs a "header".',
      column({ value: { coalesce: [{ constant: 1 }] } }),
    ],
    ['columns.1: A value has exactly one of constant, join, first, coalesce, sha256, json.', value({})],
    ['columns.1: A value has exactly one of constant,', value({ separator: ',' })],
    ['columns.1: A value has exactly one of constant,', value({ first: 'a', json: 'a' })],
    ['columns.1: A value has exactly one of constant,', value({ sha256: { join: 'a', first: 'b' } })],
    ['columns.1: The field "separator" belongs to "join".', value({ sha256: 'a', separator: hush })],
    ['columns.1: The field "normalise" belongs to "sha256".', value({ join: 'a', normalise: 'email' })],
    ['columns.1: A constant of so many digits must be a text', value({ constant: 12345678901234567000 })],
    ['The field "columns.1.value" has', value(7)],
    ['The field "columns.1.value" has', value('')],
    ['The field "columns.1.value" has', value({ hush })],
    ['The field "columns.1.value" has', value({ join: [hush] })],
    ['The field "columns.1.value" has', value({ first: { json: { hush } } })],
    ['The field "columns.1.value" has', value({ coalesce: [] })],
    ['The field "columns.1.value" has', value({ sha256: 'a', normalise: hush })],
    ['The field "columns.1.value" has', value({ constant: [hush] })],
    ['The field "deduplicate" has', { deduplicate: hush }],
    ['The field "deduplicate.keys" is missing', { deduplicate: {} }],
    ['The field "deduplicate.keys" has', { deduplicate: { keys: [] } }],
    ['The field "deduplicate.keys" has', { deduplicate: { keys: hush } }],
    ['The field "deduplicate.keys.1" has', { deduplicate: { keys: ['a', 7] } }],
    ['The field "deduplicate.keep" has', { deduplicate: { keys: ['a'], keep: hush } }],
    ['The field "deduplicate.time" has', { deduplicate: { keys: ['a'], time: '' } }],
    ['"keep": "latest" needs a "time"', { deduplicate: { keys: ['a'], keep: 'latest' } }],
    ['"keep": "latest" needs a "time"', { deduplicate: { keys: ['a'], keep: 'first', time: 't' } }],
    ['"keep": "latest" needs a "time"', { deduplicate: { keys: ['a'], keep: 'last', time: 't' } }],
    ['The field "fileName" has', { fileName: '' }],
    ['The field "names.sandbox" has', { names: { sandbox: 1 } }],
    ['There is no field "names.hush"', { names: { hush } }],
    ['The field "rowsPerFile" has', { rowsPerFile: 0 }],
    ['The field "rowsPerFile" has', { rowsPerFile: 1.5 }],
    ['The field "rowsPerFile" has', { rowsPerFile: '5' }],
    ['The field "headerInEachFile" has', { headerInEachFile: hush }],
    ['The field "emptyExport" has', { emptyExport: hush }],
    ['The field "mode" has', { mode: hush }],
    ['The field "schedule.frequency" is missing', { schedule: {} }],
    ['The field "schedule.frequency" has', { schedule: { frequency: hush } }],
  ] as const) {
    it(`may not hold ${JSON.stringify(more).slice(0, 90)}, and quotes no value`, () =>
      assert.throws(
        () => read(more),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, 'invalid-definition');
          assert.ok(error.message.includes(why), error.message);
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      ));
  }

  for (const whole of ['[]', 'null', '7', '"hunter2"']) {
    it(`is an object, not ${whole}`, () =>
      assert.throws(() => readDefinition(whole), {
        code: 'invalid-definition',
        message: /cannot be used\. It is not an object\. Correct/,
      }));
  }

  for (const key of ['__proto__', 'constructor', 'toString']) {
    it(`has no field ${key}`, () =>
      assert.throws(() => readDefinition(`{"segment":{"source":"x"},"${key}":{"destination":"x"}}`), {
        code: 'invalid-definition',
        message: new RegExp(`There is no field "${key}"`),
      }));
  }
});

describe('a column of a definition', () => {
  const columnsOf = (...columns: object[]) => read({ columns }).columns;
  const only = (column: object) => columnsOf(column)?.[0];

  it('is named after its path, as Adobe does it', () => {
    assert.deepEqual(only({ path: 'person.name.firstName' }), {
      header: 'person_name_firstName',
      value: path('person', 'name', 'firstName'),
      mandatory: false,
    });
    assert.equal(only({ path: 'emails[0]."a.b"' })?.header, 'emails_0_a_b');
  });

  it('is named after the first path in its functions', () => {
    const nested = { coalesce: [{ constant: '' }, { sha256: { join: 'a.b' } }, 'c'] };
    assert.equal(only({ value: nested })?.header, 'a_b');
    assert.equal(only({ value: 'a.b' })?.header, 'a_b');
  });

  it('has the name that it is given, also an empty one', () => {
    assert.equal(only({ path: 'a', header: 'First name' })?.header, 'First name');
    assert.equal(only({ path: 'a', header: '' })?.header, '');
  });

  for (const [settings, value] of [
    [{ constant: null }, { kind: 'constant', value: null }],
    [{ constant: '' }, { kind: 'constant', value: '' }],
    [{ constant: false }, { kind: 'constant', value: false }],
    [{ constant: -1.5 }, { kind: 'constant', value: -1.5 }],
    [{ join: 'a' }, { kind: 'join', of: path('a'), separator: ',' }],
    [
      { join: 'a', separator: '' },
      { kind: 'join', of: path('a'), separator: '' },
    ],
    [{ first: 'a' }, { kind: 'first', of: path('a') }],
    [{ coalesce: ['a', 'b'] }, { kind: 'coalesce', of: [path('a'), path('b')] }],
    [{ sha256: 'a' }, { kind: 'sha256', of: path('a'), normalise: 'none' }],
    [
      { sha256: 'a', normalise: 'phone' },
      { kind: 'sha256', of: path('a'), normalise: 'phone' },
    ],
    [{ json: { first: 'a' } }, { kind: 'json', of: { kind: 'first', of: path('a') } }],
  ] as const) {
    it(`may be ${JSON.stringify(settings)}`, () =>
      assert.deepEqual(only({ header: 'x', value: settings })?.value, value));
  }

  const nested = (functions: number): unknown => (functions === 0 ? 'a' : { first: nested(functions - 1) });

  it('may nest functions 20 deep', () => {
    assert.equal(only({ value: nested(20) })?.header, 'a');
    for (const functions of [21, 40]) {
      assert.throws(() => only({ value: nested(functions) }), {
        code: 'invalid-definition',
        message: /columns\.0: Functions are nested more than 20 deep/,
      });
    }
  });

  it('may not have the name of another one', () => {
    assert.throws(() => columnsOf({ path: 'a.b' }, { path: 'a_b' }), {
      code: 'duplicate-header',
      excerpt: 'a_b (a.b, a_b)',
    });
    assert.throws(() => columnsOf({ path: 'a', header: 'x' }, { value: { constant: 1 }, header: 'x' }), {
      code: 'duplicate-header',
      excerpt: 'x (a, x)',
    });
  });

  it('may not have a path that is none', () => {
    assert.throws(() => only({ path: 'a..b' }), { code: 'invalid-path', message: /"a\.\.b"/ });
    assert.throws(() => only({ value: { coalesce: ['a', 'b['] } }), {
      code: 'invalid-path',
      message: /"b\["/,
    });
  });
});

describe('the deduplication of a definition', () => {
  const deduplicationOf = (deduplicate: object, columns?: object[]) =>
    read({ deduplicate, ...(columns && { columns }) }).deduplication;

  it('keeps the first by default, the latest with a time', () => {
    assert.deepEqual(deduplicationOf({ keys: ['a'] }), { keys: [path('a')], keep: 'first', time: undefined });
    assert.deepEqual(deduplicationOf({ keys: ['a'], time: 't' }), {
      keys: [path('a')],
      keep: 'latest',
      time: path('t'),
    });
    for (const keep of ['first', 'last']) assert.equal(deduplicationOf({ keys: ['a'], keep })?.keep, keep);
  });

  it('finds keys and time by header first, then by path', () => {
    const columns = [
      { value: { sha256: 'email.address', normalise: 'email' }, header: 'email' },
      { path: 'b', header: 'a' },
    ];
    const deduplication = deduplicationOf({ keys: ['email', 'a', 'email.address'], time: 'a' }, columns);
    assert.deepEqual(deduplication, {
      keys: [
        { kind: 'sha256', of: path('email', 'address'), normalise: 'email' },
        path('b'),
        path('email', 'address'),
      ],
      keep: 'latest',
      time: path('b'),
    });
  });

  it('may name a column whose header is no path', () => {
    const columns = [{ path: 'a', header: 'a..b [x' }];
    assert.deepEqual(deduplicationOf({ keys: ['a..b [x'] }, columns)?.keys, [path('a')]);
    assert.throws(() => deduplicationOf({ keys: ['a..b [x'] }), { code: 'invalid-path' });
  });
});
