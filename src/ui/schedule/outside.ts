// What scheduled runs of a window need from outside. Nobody is asked anything: keys are those that are stored.
import { connect } from '../../delivery/connection';
import type { Outside } from '../../schedule/scheduledExport';
import type { Services } from '../services';
import { rowCountDeviation } from '../sinceLastText';
import { schedulesFolder } from '../stateFolder';
import { sendAlert } from './sendAlert';

/** What differs from run to run. */
export type OutsideOfRun = Pick<Outside, 'signal'> & Pick<Partial<Outside>, 'onBegin' | 'onProgress'>;

export function outsideOf(services: Services, run: OutsideOfRun): Outside {
  const { context, journal, receipts, runs, keys, log } = services;
  return {
    folder: schedulesFolder(context),
    ...{ journal, receipts, history: runs },
    connect: (destination) => connect(destination, () => keys.getAccessKey(destination)),
    now: () => new Date(),
    atFirst: 'wait',
    rowCountDeviation: rowCountDeviation(),
    alert: (alert) => sendAlert(alert, run.signal, log),
    ...run,
  };
}
