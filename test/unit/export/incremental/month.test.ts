// Thirty days of a segment in which people join, change and leave: the runs, applied in order, are the last full export.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FormatSettings } from '../../../../src/model/format';
import { temporaryFolder } from '../../temporaryFolder';
import { sourceOfRecords } from '../deduplicating';
import { applied, Days, sorted } from './days';

const definition = {
  columns: [{ path: 'mail' }, { path: 'city' }, { path: 'level' }],
  deduplicate: { keys: ['mail'], keep: 'last' },
};

interface Person {
  readonly mail: string;
  readonly city: string;
  readonly level: number;
}

/** One day later: some have left, some have moved, some are new or back, and the order is another. */
function nextDay(people: readonly Person[], chances: readonly number[], day: number): Person[] {
  const chance = (index: number) => chances[index % chances.length] ?? 0;
  const staying = people.filter((_, index) => chance(index) > 5);
  const changed = staying.map((person, index) =>
    chance(index + 3) < 10 ? { ...person, city: `city ${day}, "new"`, level: day } : person,
  );
  const joining = Array.from({ length: chance(day) }, (_, index) => {
    const mail = `person${(day * 31 + index * 7) % 400}@example.com`;
    return { mail, city: 'Köln', level: 0 };
  });
  return chance(day) % 2 === 0 ? [...changed, ...joining] : [...joining, ...changed].reverse();
}

describe('thirty days of incremental runs', () => {
  const folder = temporaryFolder();

  for (const format of [{ type: 'csv' }, { type: 'tsv', bom: true }, { type: 'json' }] as FormatSettings[]) {
    it(`rebuild the last full export as ${format.type}`, async () => {
      const chances = fc.array(fc.nat({ max: 60 }), { minLength: 20, maxLength: 97 });
      await fc.assert(
        fc.asyncProperty(chances, async (some) => {
          const days = new Days(folder.path(''), definition, { by: 'changed', statusHeader: 'what' }, format);
          await days.reset();
          const tables = [];
          let people: Person[] = [];
          for (let day = 1; day <= 30; day++) {
            people = nextDay(people, some, day);
            tables.push((await days.run(sourceOfRecords(people))).table);
          }
          const full = await days.fullTable(sourceOfRecords(people));
          assert.deepEqual(applied(tables, ['mail'], 'what'), sorted(full));
        }),
        { numRuns: 5 },
      );
    });
  }
});
