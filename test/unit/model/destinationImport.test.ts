// Destinations from JSON and from addresses: what comes in is checked, and what was copied comes back.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DestinationSettings } from '../../../src/model/destination';
import { destinationIdProblem } from '../../../src/model/destinationId';
import {
  destinationJson,
  InvalidImport,
  keepingProduction,
  readImport,
} from '../../../src/model/destinationImport';

const refused = (text: string, why: RegExp) =>
  assert.throws(
    () => readImport(text),
    (error: Error) => {
      assert.ok(error instanceof InvalidImport);
      assert.match(error.message, why);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    },
  );

describe('importing JSON', () => {
  const acme: DestinationSettings = {
    bucket: 'acme-exports',
    format: { type: 'tsv' },
    tags: { team: 'crm' },
  };

  it('takes destinations by id, with comments, and also a whole settings file', () => {
    const text = `\uFEFF// copied\n{ "acme": ${JSON.stringify(acme)}, }`;
    assert.deepEqual(readImport(text), [{ id: 'acme', settings: acme }]);
    const settings = JSON.stringify({ 'editor.tabSize': 2, 's3Destinations.destinations': { acme } });
    assert.deepEqual(readImport(settings), [{ id: 'acme', settings: acme }]);
  });

  for (const [text, why] of [
    ['{', /not JSON/],
    ['[]', /not JSON/],
    ['{}', /no destination in it/],
    ['{ "acme": 1 }', /"acme".*not an object/],
    ['{ "acme": { "bucket": "acme", "colour": "hunter2" } }', /"acme".*no field "colour"/],
    ['{ "acme": { "bucket": "acme", "secretAccessKey": "hunter2" } }', /secret storage/],
    ['{ "__proto__": { "bucket": "acme" } }', /"__proto__"/],
    ['{ "constructor": { "bucket": "acme" } }', /"constructor"/],
    ['{ "": { "bucket": "acme" } }', /id is empty/],
    ['{ "a": { "bucket": "acme" }, "b": { "bucket": "Hunter2" } }', /"b".*lowercase/],
    ['"acme"', /not JSON/],
    [`{${' '.repeat(1_000_000)}}`, /too long/],
  ] as const) {
    it(`refuses ${text.slice(0, 60)}`, () => refused(text, why));
  }

  it('gives back what was copied', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const ids = texts.filter((id) => destinationIdProblem(id) === undefined);
    const settings: fc.Arbitrary<DestinationSettings> = fc.record(
      {
        name: texts,
        bucket: fc.constant('acme-exports'),
        folderPath: fc.constantFrom('', 'daily/%SEGMENT_NAME%'),
        endpoint: fc.constant('https://minio.example.com'),
        pathStyle: fc.boolean(),
        format: fc.record({ nullOutput: texts }),
      },
      { requiredKeys: ['bucket'] },
    );
    fc.assert(
      fc.property(ids, settings, (id, each) => {
        assert.deepEqual(readImport(destinationJson({ id, settings: each })), [
          { id, settings: JSON.parse(JSON.stringify(each)) as DestinationSettings },
        ]);
      }),
    );
  });
});

describe('importing addresses', () => {
  const places = (text: string) =>
    readImport(text).map(({ id, settings: { bucket, folderPath, region } }) => [
      id,
      bucket,
      folderPath,
      region,
    ]);

  it('takes one a line, or several in one line, each once', () => {
    const acme = ['acme-exports-daily', 'acme-exports', 'daily', undefined];
    const far = ['acme-europe', 'acme-europe', undefined, 'eu-west-1'];
    const [first, second] = ['s3://acme-exports/daily/', 'https://acme-europe.s3.eu-west-1.amazonaws.com/'];
    assert.deepEqual(places(`${first}\r\n\n  ${second}\n`), [acme, far]);
    assert.deepEqual(places(`${first} ${second} arn:aws:s3:::acme-exports/daily/*`), [acme, far]);
    assert.deepEqual(places(`${first}, ${second};`), [acme, far]);
    assert.deepEqual(places('s3://acme-exports/a b'), [
      ['acme-exports-a-b', 'acme-exports', 'a b', undefined],
    ]);
  });

  for (const [text, why] of [
    ['', /no destination in it/],
    [' \n ', /no destination in it/],
    ['s3://acme-exports\nhunter2', /Address 2 .*no address/],
    ['s3://acme-exports/x, nonsense!!, s3://acme-exports', /Address 1 .*comma/],
    ['s3://Acme', /Address 1 .*lowercase/],
    ['s3://acme-exports/a//b', /Address 1 .*empty folder/],
    ['https://minio.example.com/acme', /Address 1 /],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => refused(text, why));
  }
});

describe('importing', () => {
  it('throws nothing but its one failure, whatever the text', () => {
    const begins = fc.constantFrom('', '{', '{"a":', '["', 's3://', 'arn:aws:s3:::', 'https://');
    const texts = fc.oneof(
      fc.tuple(begins, fc.string({ unit: 'binary' })).map((parts) => parts.join('')),
      fc.json(),
      fc.json().map((json) => `{"a":{"bucket":"acme","format":${json}}}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          assert.ok(readImport(text).length > 0);
        } catch (error) {
          assert.ok(error instanceof InvalidImport, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('importing in place of a destination', () => {
  const imported: DestinationSettings = { bucket: 'new-exports', unattended: true };
  const there: DestinationSettings = { bucket: 'old-exports', production: true };

  it('takes what is imported where it is not production', () => {
    assert.deepEqual(keepingProduction(imported, { bucket: 'old-exports' }), imported);
  });

  it('takes no mark off, and does not open what is production to schedules', () => {
    assert.deepEqual(keepingProduction(imported, there), { bucket: 'new-exports', production: true });
    assert.deepEqual(keepingProduction({ bucket: 'new-exports' }, { ...there, unattended: true }), {
      ...{ bucket: 'new-exports', production: true, unattended: true },
    });
  });
});
