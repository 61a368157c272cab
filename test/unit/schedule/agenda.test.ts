// When an export is to be run, by its schedule and by what is known of it.
import assert from 'node:assert/strict';
import type { ScheduleSettings } from '../../../src/model/scheduleSettings';
import { attentionAt, byTime, type Circumstances } from '../../../src/schedule/agenda';
import type { ExportState } from '../../../src/schedule/exportState';

describe('the agenda', () => {
  const at = (text: string): Date => new Date(`2026-11-${text}Z`);
  const now = at('22T12:00:00');
  const daily: ScheduleSettings = { frequency: 'daily', time: '06:00' };
  const onChange: ScheduleSettings = { frequency: 'onChange' };
  const since = at('20T12:00:00');
  const unseen: ExportState = { since: undefined, done: undefined, failed: undefined, hasSnapshot: false };

  function attention(
    schedule: ScheduleSettings,
    state: Partial<ExportState>,
    more: Partial<Circumstances> = {},
  ): string | undefined {
    return attentionAt(schedule, { ...unseen, ...state }, { now, ...more })?.toISOString();
  }
  const iso = (text: string): string => at(text).toISOString();
  const failedAt = (text: string): ExportState['failed'] => ({
    ...{ moment: at('22T06:00:00'), attempts: 1, code: 'access-denied' },
    at: at(text),
  });

  it('wants an export at once that was never seen', () => {
    assert.equal(attention(daily, {}), now.toISOString());
    assert.equal(attention(onChange, {}), now.toISOString());
  });

  it('wants it when it is due after what was done, or after it was first seen', () => {
    assert.equal(attention(daily, { since }), iso('21T06:00:00'));
    assert.equal(attention(daily, { since, done: at('22T06:00:00') }), iso('23T06:00:00'));
  });

  it('wants one that runs on change when its files are newer than what was done', () => {
    const done = at('21T10:00:00');
    assert.equal(attention(onChange, { since, done }), undefined);
    assert.equal(attention(onChange, { since, done }, { changedAt: done }), undefined);
    assert.equal(attention(onChange, { since, done }, { changedAt: at('21T10:00:01') }), iso('21T10:00:01'));
  });

  it('wants none that is paused or over', () => {
    assert.equal(attention({ ...daily, enabled: false }, {}), undefined);
    assert.equal(attention({ ...daily, endDate: '2026-11-21' }, { since: now }), undefined);
  });

  it('lets one that failed wait, unless something was changed that may help', () => {
    const state = { since, failed: failedAt('22T11:59:30') };
    const retry = attention(daily, state) ?? '';
    assert.ok(retry > now.toISOString(), retry);
    assert.equal(attention(daily, state, { isHurried: true }), iso('21T06:00:00'));
    assert.equal(attention(daily, { since, failed: failedAt('21T01:00:00') }), iso('21T06:00:00'));
  });

  it('lets nothing wait that is due after the one that failed', () => {
    const failed = { moment: at('22T03:00:00'), attempts: 9, at: at('22T05:59:00'), code: 'access-denied' };
    const every3Hours: ScheduleSettings = { frequency: 'every3Hours' };
    assert.equal(attention(every3Hours, { since, failed }), iso('22T06:00:00'));
    const changedAt = at('22T06:30:00');
    assert.equal(attention(onChange, { since, failed }, { changedAt }), changedAt.toISOString());
  });

  it('leaves alone what was due when a run was cancelled', () => {
    assert.equal(attention(daily, { since }, { cancelledAt: now }), iso('23T06:00:00'));
    const changedAt = at('22T11:00:00');
    assert.equal(attention(onChange, { since }, { changedAt, cancelledAt: now }), undefined);
  });

  it('is in the order of time, with what is not due last', () => {
    const look = (subject: string, time?: Date) => ({
      what: { subject, schedule: daily },
      state: unseen,
      at: time,
    });
    const looks = [look('never'), look('late', at('24T00:00:00')), look('soon', at('23T00:00:00'))];
    assert.deepEqual(
      byTime(looks).map(({ what }) => what.subject),
      ['soon', 'late', 'never'],
    );
  });
});
