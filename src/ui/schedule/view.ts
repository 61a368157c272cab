// What a window shows of its schedules: one object that is replaced as a whole.
import type { FinishedRun } from '../../model/finishedRun';
import type { Look } from '../../schedule/agenda';
import type { WindowExport } from './scheduledExports';

export interface SchedulesView {
  /** By name. */
  readonly looks: readonly Look<WindowExport>[];
  readonly running: RunningExport | undefined;
  /** Runs that are over, newest first. */
  readonly recent: readonly FinishedRun[];
  /** False: all schedules are paused. */
  readonly isEnabled: boolean;
}

export interface RunningExport {
  readonly what: WindowExport;
  /** How many are written or read so far. */
  readonly rows: number;
}
