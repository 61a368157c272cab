// A law: however a text is cut into pieces, its records are the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RecordText } from '../../../src/segment/json';
import { LineSplitter, ObjectSplitter, type Splitter } from '../../../src/segment/split';

function split(splitter: Splitter, pieces: readonly string[]): RecordText[] {
  return [...pieces.flatMap((piece) => [...splitter.add(piece)]), ...splitter.end()];
}

function cut(text: string, at: readonly number[]): string[] {
  const places = [...at.map((place) => place % (text.length + 1)), 0, text.length].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => text.slice(places[index], place));
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
