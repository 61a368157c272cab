// Alerts for the tests.
import type { Alert } from '../../../../src/model/alert';

export const success: Alert = {
  event: 'success',
  exportName: 'luxury',
  ...{ destination: 'acme', bucket: 'exports', due: '2026-12-01T06:00:00.000Z', outcome: 'verified' },
  ...{ runId: '12341e18-abcd-49c2-836d-000000000000', rows: 12, bytes: 340, keys: ['daily/luxury.csv'] },
};

export const failure: Alert = {
  event: 'failure',
  exportName: 'luxury',
  ...{ destination: 'acme', bucket: 'exports', due: '2026-12-01T06:00:00.000Z', outcome: 'failed' },
  failure: { code: 'access-denied', what: 'Nothing was written.', why: 'It is denied.', next: 'Ask.' },
};
