// What Set Schedule, Pause and Resume write into a definition: the fields that were decided, and nothing else.
import assert from 'node:assert/strict';
import { withEnabled, withMode, withoutSchedule, withSchedule } from '../../../src/export/editSchedule';
import { InvalidDefinition } from '../../../src/model/definition';

const plain = `{
  // what is exported
  "segment": { "source": "luxury.ndjson" },
  "destination": "acme"
}
`;

const commented = `{
  "segment": { "source": "luxury.ndjson" },
  "schedule": {
    "frequency": "daily", // for the partner's nightly import
    "time": "06:00",
    "timeZone": "UTC",
    "endDate": "2027-01-01"
  },
  "mode": "full" // for now
}
`;

describe('the schedule in the text of a definition', () => {
  it('is added with what is not the default, and comments stay', () => {
    const text = withSchedule(plain, {
      frequency: 'weekly',
      time: '06:00',
      timeZone: 'UTC',
      catchUp: 'latest',
    });
    assert.equal(
      text,
      plain.replace(
        '"acme"',
        '"acme",\n  "schedule": {\n    "frequency": "weekly",\n    "time": "06:00"\n  }',
      ),
    );
  });

  it('is changed field by field: what stays the same stays as it was written', () => {
    const text = withSchedule(commented, { frequency: 'daily', time: '07:30', timeZone: 'UTC' });
    assert.equal(text, commented.replace('06:00', '07:30').replace(',\n    "endDate": "2027-01-01"', ''));
    assert.equal(
      withSchedule(commented, { frequency: 'daily', time: '06:00', endDate: '2027-01-01' }),
      commented,
    );
    assert.match(withSchedule(commented, { frequency: 'onChange' }), /"frequency": "onChange", \/\/ for/);
  });

  it('takes the place of what is no schedule at all', () => {
    const text = plain.replace('"destination": "acme"', '"schedule": "daily"');
    assert.match(withSchedule(text, { frequency: 'daily' }), /"schedule": {\s+"frequency": "daily"\s+}/);
    assert.equal(withEnabled(text, false), text);
  });

  it('is paused and resumed by one field', () => {
    const paused = withEnabled(commented, false);
    assert.match(paused, /"endDate": "2027-01-01",\n {4}"enabled": false\n/);
    assert.match(withEnabled(paused, true), /"enabled": true/);
    assert.equal(withEnabled(commented, true), commented);
    assert.equal(withEnabled(plain, false), plain);
  });

  it('is removed as a whole', () => {
    assert.doesNotMatch(withoutSchedule(commented), /schedule|frequency/);
    assert.match(withoutSchedule(commented), /"mode": "full" \/\/ for now/);
    assert.equal(withoutSchedule(plain), plain);
  });

  it('has the mode beside it, with a key where there is none', () => {
    assert.equal(withMode(plain, 'full'), plain);
    assert.equal(withMode(commented, 'full'), commented);
    const changed = withMode(commented, 'changed', 'email');
    assert.match(changed, /"mode": "incremental",? \/\/ for now/);
    assert.match(changed, /"deduplicate": {\s+"keys": \[\s*"email"\s*\]\s+}/);
    assert.match(changed, /"incremental": {\s+"by": "changed"\s+}\n}/);
    assert.doesNotMatch(withMode(plain, 'membership', 'email'), /"by"/);
    assert.match(withMode(changed, 'membership', 'other'), /"keys": \[\s*"email"\s*\][^]*"by": "membership"/);
  });

  it('is written into nothing that is no JSON', () => {
    for (const text of ['', '{', '[]', 'null'])
      assert.throws(() => withSchedule(text, { frequency: 'daily' }), InvalidDefinition);
  });
});
