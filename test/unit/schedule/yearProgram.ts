// A window, or the command line, of the simulated year: a process that runs what is due when it is told what time it is, and
// that kills itself at whatever step it is told to. Built into one file, it starts in a fraction of a second.
import type { Connection } from '../../../src/delivery/connection';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import { RunHistory } from '../../../src/delivery/runHistory';
import { asFailure } from '../../../src/model/failure';
import { runDue } from '../../../src/schedule/runDue';
import type { Outside } from '../../../src/schedule/scheduledExport';
import type { AccessKey } from '../../../src/model/accessKey';
import { outsideIn, scheduledExport } from './outside';

export interface Wake {
  readonly now: string;
  /** Definitions. */
  readonly paths: readonly string[];
  /** Settings. */
  readonly destination: object;
  readonly accessKey: AccessKey;
  /** Folder of all that is kept. */
  readonly state: string;
  readonly atFirst: Outside['atFirst'];
  /** The process dies at this step, counted from 1, if it comes so far. */
  readonly dieAt: number | undefined;
}

/** What became of a moment, as `kind`, or the code of its failure. */
export interface Ended {
  readonly path: string;
  readonly moment: string;
  readonly became: string;
}

let stepsLeft = Infinity;

/** Between any two of these the process may be dead. */
function step(): void {
  if (--stepsLeft === 0) process.kill(process.pid, 'SIGKILL');
}

class MortalReceipts extends ReceiptStore {
  override async save(...receipt: Parameters<ReceiptStore['save']>): Promise<void> {
    step();
    await super.save(...receipt);
    step();
  }
}

class MortalHistory extends RunHistory {
  override async add(...run: Parameters<RunHistory['add']>): Promise<void> {
    step();
    await super.add(...run);
    step();
  }
}

/** Each request may be the last, and each answer may come too late. */
function mortal(connection: Connection): Connection {
  connection.client.middlewareStack.add(
    (next) => async (args) => {
      step();
      const answer = await next(args);
      step();
      return answer;
    },
    { step: 'finalizeRequest', priority: 'low', name: 'mortal' },
  );
  return connection;
}

async function wake({ now, paths, destination, accessKey, state, atFirst, dieAt }: Wake): Promise<Ended[]> {
  stepsLeft = dieAt ?? Infinity;
  const kept = outsideIn(state, accessKey, now, { atFirst });
  const outside: Outside = {
    ...kept,
    receipts: new MortalReceipts(`${state}/receipts`),
    history: new MortalHistory(`${state}/runs`),
    connect: async (to) => mortal(await kept.connect(to)),
    now: () => {
      step();
      return new Date(now);
    },
  };
  const ended: Ended[] = [];
  for (const path of paths)
    for (const result of await runDue(await scheduledExport(path, destination), outside)) {
      const became = result.kind === 'failed' ? asFailure(result.error).code : result.kind;
      ended.push({ path, moment: result.moment.toISOString(), became });
    }
  return ended;
}

process.on('message', (message: Wake) => {
  void wake(message).then((ended) => process.send?.(ended));
});
