// The law of deduplication: the same records are written as by a naive way that holds all of them in memory.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeOf } from '../../../src/export/time';
import { planOf } from '../collect';
import { sourceOfRecords } from './deduplicating';

type Value = string | number | boolean | null | undefined | readonly number[] | { readonly a: number };
type Record5 = Readonly<Record<'k' | 'l' | 't' | 'x' | 'm', Value>>;

describe('deduplication of any records', () => {
  const value = fc.constantFrom<Value>('', 'a', 'b', ',', '"', '\t', '1', 1, 0, true, null, undefined, [1], {
    a: 1,
  });
  const template: fc.Arbitrary<Record5> = fc.record({
    // A number is the person's own; the others are shared.
    k: fc.oneof({ weight: 1, arbitrary: value }, { weight: 3, arbitrary: fc.constant(7) }),
    l: value,
    t: fc.constantFrom<Value>(undefined, null, '', 1, 2, '1970-01-01T00:00:01Z', '1970-01-01 01:00:02+01:00'),
    x: value,
    m: fc.constantFrom<Value>('m', 'm', 'n', '', null),
  });
  const plan = fc.record({
    keys: fc.constantFrom(['k'], ['k', 'l'], ['l', 'k']),
    keep: fc.constantFrom('first' as const, 'last' as const, 'latest' as const),
  });
  type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
  /** 3,000 of them are more than the buffers hold. */
  const counts = fc.constantFrom(1, 10, 300, 3000);
  const columns = [{ path: 'x' }, { path: 'k' }, { path: 'm', mandatory: true }, { path: 'l' }];

  /** So many records, made of some. */
  const recordsOf = (templates: readonly Record5[], count: number, people: number): Record5[] =>
    Array.from({ length: count }, (_, index) => {
      const record = templates[index % templates.length] as Record5;
      const person = (index * 7919) % people;
      return record.k === 7 ? { ...record, k: `${String(person).padStart(36, '-')}` } : record;
    });

  const textOf = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value));
  const isNothing = (value: Value) => value === undefined || value === null;
  const momentOf = ({ t }: Record5) => (isNothing(t) || t === '' ? -Infinity : (timeOf(t) ?? NaN));

  /** Which records are written, the naive way: all in memory. */
  function naive(records: readonly Record5[], { keys, keep }: Plan): number[] {
    const parts = (record: Record5) =>
      keys.map((name) => record[name]).map((part) => (isNothing(part) ? null : textOf(part) || null));
    const others = (record: Record5) =>
      columns
        .map(({ path }) => path as keyof Record5)
        .filter((name) => !keys.some((key) => key === name))
        .map((name) =>
          isNothing(record[name]) || typeof record[name] === 'object' ? '' : textOf(record[name]),
        )
        .join('\0');
    const beats = (one: Record5, other: Record5) => {
      if (keep !== 'latest') return keep === 'last';
      if (momentOf(one) !== momentOf(other)) return momentOf(one) > momentOf(other);
      return others(one) < others(other);
    };
    const winners = new Map<string, number>();
    records.forEach((record, index) => {
      if (isNothing(record.m) || record.m === '') return;
      const hasKey = parts(record).some(Boolean);
      const key = hasKey ? JSON.stringify(parts(record)) : `none ${index}`;
      const champion = winners.get(key);
      if (champion === undefined || beats(record, records[champion] as Record5)) winners.set(key, index);
    });
    return [...winners.values()].sort((a, b) => a - b);
  }

  async function written(records: readonly Record5[], { keys, keep }: Plan): Promise<number[]> {
    const deduplicate = { keys, keep, ...(keep === 'latest' && { time: 't' }) };
    const dropped = new Set<number>();
    const planned = await planOf(sourceOfRecords(records), undefined, { columns, deduplicate });
    await planned.scan({ onDropped: ({ line }) => dropped.add(line - 1) });
    return [...records.keys()].filter((index) => !dropped.has(index));
  }

  it('writes those that a naive way would write', async () => {
    const templates = fc.array(template, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        templates,
        counts,
        fc.integer({ min: 1, max: 2000 }),
        plan,
        async (some, count, people, how) => {
          const records = recordsOf(some, count, people);
          assert.deepEqual(await written(records, how), naive(records, how));
        },
      ),
      { numRuns: 150 },
    );
  });
});
