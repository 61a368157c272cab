import assert from 'node:assert/strict';
import { readDestination } from '../../../../src/model/destination';
import { Failure } from '../../../../src/model/failure';
import { alertOf, deviationAlert } from '../../../../src/schedule/alerts/alertOf';
import { alertJson, alertText } from '../../../../src/schedule/alerts/alertText';
import { receiptOf } from '../../receipts';
import { failure, success } from './alerts';

const moment = new Date('2026-12-01T06:00:00Z');
const subject = '/home/jane/exports/luxury.s3export.json';
const what = { subject, destination: readDestination('acme', { bucket: 'exports' }) };
const totals = { ...receiptOf(), files: [] };

describe('the alert of a result', () => {
  it('has the figures of a delivery', () => {
    const receipt = receiptOf({ key: 'daily/luxury.csv', proof: 'checksum' }, { rowsWritten: 12 });
    assert.deepEqual(
      alertOf({ moment, kind: 'delivered', receipt, changes: undefined, resumed: false }, what),
      {
        ...{ event: 'success', exportName: 'luxury', destination: 'acme', bucket: 'exports' },
        ...{ due: '2026-12-01T06:00:00.000Z', outcome: 'verified', runId: receipt.id },
        ...{ rows: 12, bytes: 4, keys: ['daily/luxury.csv'] },
      },
    );
  });

  it('says that nothing was written', () => {
    const alert = alertOf({ moment, kind: 'skipped', totals }, what);
    assert.equal(alert?.event, 'success');
    assert.equal(alert.outcome, 'skipped');
    assert.match(alertText(alert), /nothing was written/);
  });

  it('has what a failure says, but no data of a person and no words of the store', () => {
    const [excerpt, detail] = ['jane@example.com', 'arn:aws:iam::123:user/jane'];
    const explanation = { what: 'It failed.', why: 'A line is wrong.', next: 'Correct it.' };
    const error = new Failure('bad-line', explanation, { excerpt, detail, cause: new Error(excerpt) });
    const alert = alertOf({ moment, kind: 'failed', error }, what);
    assert.deepEqual(alert?.failure, { code: 'bad-line', ...explanation });
    assert.doesNotMatch(alertJson(alert), /jane/);
  });

  it('has the name alone of an error that nobody knows', () => {
    const alert = alertOf({ moment, kind: 'failed', error: new Error('jane@example.com') }, what);
    assert.equal(alert?.failure?.code, 'unexpected');
    assert.doesNotMatch(alertJson(alert), /jane/);
  });

  it('is none where nothing was done', () => {
    for (const result of [
      { moment, kind: 'known', by: 'object', keys: [] },
      { moment, kind: 'passedOver' },
      { moment, kind: 'busy' },
    ] as const)
      assert.equal(alertOf(result, what), undefined);
  });
});

describe('the text of an alert', () => {
  it('is one line of JSON, with a sentence that chats show', () => {
    const json = alertJson({ ...success, exportName: 'a\nb' });
    assert.doesNotMatch(json, /\n/);
    assert.deepEqual(JSON.parse(json), {
      text: 'The scheduled export a\nb to acme was delivered: 12 rows.',
      ...success,
      exportName: 'a\nb',
    });
  });

  it('calls delivered only what is proved to be', () => {
    assert.match(alertText({ ...success, outcome: 'written' }), /was written: 12 rows/);
  });

  it('tells what to do about a failure', () => {
    assert.equal(
      alertText(failure),
      'The scheduled export luxury to acme failed. Nothing was written. It is denied. Ask.',
    );
  });

  it('tells the rows before of a deviation', () => {
    const alert = deviationAlert(success, { rowsBefore: 40, deviation: -70 });
    assert.equal(alert.event, 'deviation');
    assert.equal(alert.deviation, -70);
    assert.match(alertText(alert), /has 12 rows, where the one before had 40/);
  });
});
