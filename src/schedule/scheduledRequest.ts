// What the journal says of a schedule's runs: that the schedule continues them, and no person.
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { RunRecord } from '../model/runRecord';
import { exportId } from './exportState';
import type { ScheduledExport } from './scheduledExport';

/** The request of a run's record. */
const ScheduledRequest = Type.Object({
  /** The definition: see `ScheduledExport`. */
  scheduled: Type.String(),
  /** See `exportId`. */
  exportId: Type.String(),
});
export type ScheduledRequest = Static<typeof ScheduledRequest>;

export function scheduledRequest(what: ScheduledExport): ScheduledRequest {
  return { scheduled: what.subject, exportId: exportId(what) };
}

/** @returns undefined for a run that a person began, and continues */
export function readScheduledRequest({ request }: Pick<RunRecord, 'request'>): ScheduledRequest | undefined {
  return Check(ScheduledRequest, request) ? request : undefined;
}
