// Links that add a destination: what they may say, what they never carry, and that what was copied comes back.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDestination } from '../../../src/model/destination';
import { destinationLink, InvalidLink, readDestinationLink } from '../../../src/model/destinationLink';

/** What VS Code hands over of a link: it decodes the query once. */
const queryOf = (link: string) => decodeURIComponent(link.slice(link.indexOf('?') + 1));

describe('links that add a destination', () => {
  it('say where exports go, and how', () => {
    assert.deepEqual(
      readDestinationLink(
        'bucket=acme-exports&folderPath=daily/%SEGMENT_NAME%&region=eu-west-1&endpoint=https://minio.example.com&pathStyle=true&name=Acme&format=tsv',
      ),
      {
        ...{ name: 'Acme', bucket: 'acme-exports', folderPath: 'daily/%SEGMENT_NAME%', region: 'eu-west-1' },
        ...{ endpoint: 'https://minio.example.com', pathStyle: true, format: { type: 'tsv' } },
      },
    );
    assert.deepEqual(readDestinationLink('bucket=acme-exports'), { bucket: 'acme-exports' });
  });

  for (const [query, why] of [
    ['', /bucket/],
    ['bucket=Acme', /lowercase/],
    ['bucket=acme&bucket=other', /"bucket" twice/],
    ['bucket=acme&colour=red', /no parameter "colour"/],
    ['bucket=acme&secretAccessKey=hunter2', /"secretAccessKey".*never carries secrets/],
    ['bucket=acme&accessKeyId=hunter2', /never carries secrets/],
    ['bucket=acme&session_token=hunter2', /never carries secrets/],
    ['bucket=acme&session-token=hunter2', /never carries secrets/],
    ['bucket=acme&PASSWORD=hunter2', /never carries secrets/],
    ['bucket=acme&token=hunter2', /never carries secrets/],
    ['bucket=acme&endpoint=https://me:hunter2@minio.example.com', /user name or password/],
    ['bucket=acme&endpoint=javascript:alert(1)', /begins with https/],
    ['bucket=acme&pathStyle=yes', /"pathStyle" is true or false/],
    ['bucket=acme&format=xlsx', /"format" is one of/],
    ['bucket=acme&folderPath=../x', /folder/],
    ['bucket=acme&region=EU 1', /region/],
    ['bucket=acme&name=', /name/],
    [`bucket=acme&${'x'.repeat(1000)}=1`, /no parameter "x{50}"/],
  ] as const) {
    it(`are refused: ${query.slice(0, 60)}`, () =>
      assert.throws(
        () => readDestinationLink(query),
        (error: Error) => {
          assert.ok(error instanceof InvalidLink);
          assert.match(error.message, why);
          assert.doesNotMatch(error.message, /hunter2/);
          return true;
        },
      ));
  }

  it('come back as they were copied, whatever the texts', () => {
    const texts = fc.oneof(
      fc.stringMatching(/^[&=%256+#? a]{1,12}$/),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    );
    const folders = fc.constantFrom('', 'a&b=c', 'a%26b', '%SEGMENT_NAME%/%DATETIME(yyyy)%', 'é+ #x');
    fc.assert(
      fc.property(texts, folders, fc.boolean(), (name, folderPath, pathStyle) => {
        const settings = {
          ...{ name, bucket: 'acme-exports', folderPath, region: 'eu-west-1', pathStyle },
          ...{ endpoint: 'https://minio.example.com', format: { type: 'json' } },
        };
        const destination = readDestination('acme', settings);
        const link = destinationLink('vscode', 's3-destinations.s3-destinations', destination);
        assert.match(link, /^vscode:\/\/s3-destinations\.s3-destinations\/add\?/);
        const read = readDestination('acme', readDestinationLink(queryOf(link)));
        assert.deepEqual(read, destination);
      }),
      { numRuns: 1000 },
    );
  });

  it('are made of a name that has half a character', () => {
    const destination = readDestination('acme', { bucket: 'acme', name: 'half \ud83d' });
    const link = destinationLink('vscode', 's3-destinations.s3-destinations', destination);
    assert.equal(readDestinationLink(queryOf(link)).name, 'half \ufffd');
  });

  it('throw nothing but their one failure, whatever the text', () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom('bucket', 'name', 'endpoint', 'x'), fc.string()));
    const queries = fc.oneof(
      fc.string({ unit: 'binary' }),
      pairs.map((all) => all.map(([name, value]) => `${name}=${value}`).join('&')),
    );
    fc.assert(
      fc.property(queries, (query) => {
        try {
          readDestinationLink(query);
        } catch (error) {
          assert.ok(error instanceof InvalidLink, String(error));
        }
      }),
    );
  });
});
