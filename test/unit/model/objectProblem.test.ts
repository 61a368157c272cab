// What S3 would refuse of an object's metadata and tags is told when the settings are read.
import assert from 'node:assert/strict';
import { InvalidDestination, readDestination } from '../../../src/model/destination';

const read = (settings: object) => readDestination('acme', { bucket: 'exports', ...settings });

const taken: [string, object][] = [
  ['no metadata and no tags', {}],
  ['metadata of exactly the size that is left', { metadata: { a: 'x'.repeat(1907) } }],
  ['tags with all characters that S3 takes', { tags: { 'Größe 1': '+-=._:/@ 日本' } }],
  ['an empty value of a tag', { tags: { a: '' } }],
];

const refused: [string, object, RegExp][] = [
  ['metadata of one byte more', { metadata: { a: 'x'.repeat(1908) } }, /1909 bytes.* at most 1908/],
  ['much metadata in small pieces', { metadata: { a: 'x'.repeat(1000), b: 'x'.repeat(1000) } }, /2002 bytes/],
  ['metadata that is our own', { metadata: { sha256: 'x' } }, /"sha256"/],
  ['metadata that a schedule writes', { metadata: { due: 'x' } }, /"due"/],
  ['a name of metadata with a space', { metadata: { 'a b': 'x' } }, /"a b"/],
  ['a name of metadata in capitals', { metadata: { Team: 'x' } }, /"Team"/],
  ['metadata that is not ASCII', { metadata: { team: 'é' } }, /metadata\.team/],
  ['metadata with spaces at its ends', { metadata: { team: ' x' } }, /"team"/],
  ['a tag without a name', { tags: { '': 'x' } }, /no name/],
  ['a value of a tag with another character', { tags: { team: 'R&D' } }, /"team"/],
  ['a name of a tag with another character', { tags: { 'a?': 'b' } }, /"a\?"/],
  ["a tag of AWS's own", { tags: { 'aws:x': 'b' } }, /"aws:"/],
];

describe('the settings of objects', () => {
  for (const [what, settings] of taken) it(`may have ${what}`, () => void read(settings));

  for (const [what, settings, why] of refused) {
    it(`may not have ${what}`, () => {
      assert.throws(
        () => read(settings),
        (error) => error instanceof InvalidDestination && why.test(error.message),
      );
    });
  }
});
