// What ends the reading of a segment, as a finding.
import assert from 'node:assert/strict';
import { findingOfFailure, withFailure } from '../../../../src/export/findings/ofFailure';
import { asFailure, Failure } from '../../../../src/model/failure';
import { failureData, passedFailure } from '../../../../src/segment/passedFailure';
import { sourceOf, type Source } from '../../../../src/segment/source';
import { planOf } from '../../collect';
import { memoryFile, memorySource } from '../../segment/memory';
import { findingsOf } from './findings';

const columns = { columns: [{ path: 'a' }] };

async function failureOf(source: Source, format = {}): Promise<Failure> {
  const planned = await planOf(source, format, columns);
  try {
    await planned.scan();
  } catch (error) {
    return asFailure(error);
  }
  return assert.fail('nothing failed');
}

describe('a failure in a segment, as a finding', () => {
  for (const [name, content, rule, line, column] of [
    ['s.csv', 'a,b\n1,2\n3\n', 'ragged-row', 3, undefined],
    ['s.csv', 'a,b\n1,"2\n', 'bad-quotes', 2, undefined],
    ['s.ndjson', '{"a":1}\n{"a":,}\n', 'not-json', 2, 6],
    ['s.ndjson', '{"a":1}\n[]\n', 'not-a-record', 2, undefined],
    ['s.ndjson', Buffer.from('7b2261223a317d0a7b2261223a22ff227d', 'hex'), 'not-utf8', 2, undefined],
    ['s.ndjson', '{"a":"\\ud800"}\n', 'half-character', 1, undefined],
  ] as const)
    it(`has the rule ${rule} and its place`, async () => {
      const failure = await failureOf(memorySource(name, content));
      const finding = findingOfFailure(failure);
      assert.deepEqual(findingOfFailure(passedFailure(failureData(failure))), finding);
      assert.deepEqual([finding?.rule, finding?.severity, finding?.line], [rule, 'error', line]);
      assert.equal(finding?.column, column);
    });

  it('names the file, where there are several', async () => {
    const files = ['{"a":1}\n', '{"a":\n'].map((text, index) =>
      memoryFile(`part-${index}.ndjson`, [Buffer.from(text)]),
    );
    const finding = findingOfFailure(await failureOf(sourceOf('part', files)));
    assert.deepEqual([finding?.rule, finding?.file, finding?.line], ['not-json', 'part-1.ndjson', 2]);
  });

  it('is told of a value that cannot be written, without the value', async () => {
    const failure = await failureOf(memorySource('s.ndjson', '{"a":"x"}\n{"a":"SECRET,"}\n'), { quote: '' });
    const finding = findingOfFailure(failure);
    assert.deepEqual([finding?.rule, finding?.line], ['corrupting-value', 2]);
    assert.ok(!JSON.stringify(finding).includes('SECRET'));
  });

  it('is none without a place, and none when its rule is off', () => {
    assert.equal(findingOfFailure(new Failure('x', { what: 'w', why: '', next: '' })), undefined);
    const placed = Object.assign(new Failure('ragged-row', { what: 'w', why: '', next: '' }), { line: 4 });
    assert.equal(findingOfFailure(placed)?.line, 4);
    assert.equal(findingOfFailure(placed, { 'ragged-row': 'off' }), undefined);
  });

  it('comes behind what was found before it', () => {
    const placed = Object.assign(new Failure('ragged-row', { what: 'w', why: '', next: '' }), { line: 4 });
    const { findings, counts } = withFailure(findingsOf([['=1']]), placed);
    assert.deepEqual(findings.map(({ rule }) => rule), ['formula', 'ragged-row']); // prettier-ignore
    assert.deepEqual(counts.at(-1), { rule: 'ragged-row', severity: 'error', count: 1 });
  });
});
