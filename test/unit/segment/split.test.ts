// A law: however a text is cut into pieces, its records are the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordText } from '../../../src/segment/json';
import { LineSplitter, ObjectSplitter, type Splitter } from '../../../src/segment/split';
import { cut } from './memory';

function split(splitter: Splitter, pieces: readonly string[]): RecordText[] {
  return [...pieces.flatMap((piece) => [...splitter.add(piece)]), ...splitter.end()];
}

const record = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.jsonValue()), {
  maxKeys: 4,
});
const cuts = fc.array(fc.nat(), { maxLength: 20 });

describe('splitters', () => {
  it('give the same lines however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(record), cuts, (records, at) => {
        const text = records.map((value) => JSON.stringify(value)).join('\n');
        const texts = split(new LineSplitter(), cut(text, at));
        assert.deepEqual(
          texts.map((each) => each.text),
          records.map((value) => JSON.stringify(value)),
        );
        assert.deepEqual(
          texts.map((each) => each.line),
          records.map((_, index) => index + 1),
        );
      }),
    );
  });

  it('give the same objects and places however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(record), cuts, fc.constantFrom(0, 2), (records, at, indent) => {
        const text = JSON.stringify(records, undefined, indent);
        const texts = split(new ObjectSplitter(), cut(text, at));
        assert.deepEqual(
          texts.map((each) => JSON.parse(each.text) as unknown),
          JSON.parse(text),
        );
        assert.deepEqual(texts, split(new ObjectSplitter(), [text]));
      }),
    );
  });
});
