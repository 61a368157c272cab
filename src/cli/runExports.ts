// `run`: delivers what is due by the schedules of export definitions, or with definitions alone each of them now. What
// becomes of one keeps none of the others from running.
import { isCancelled } from '../model/failure';
import { alertOf } from '../schedule/alerts/alertOf';
import { runDue } from '../schedule/runDue';
import { runNow } from '../schedule/runNow';
import type { Outside, RunResult, ScheduledExport } from '../schedule/scheduledExport';
import type { RunArguments } from './arguments';
import type { Host } from './host';
import { rehearse } from './rehearse';
import { RunLog } from './runLog';
import { runRequest } from './runRequest';
import type { Exported, Told } from './runReport';
import { scheduledDefinitions } from './scheduledDefinitions';
import { dueByClock, nameExport, openScheduled, outsideOf, subjectOf } from './scheduledExport';
import { figures, withProgress } from './terminal';

/** @returns 1 if anything failed @throws NoConfig, and AbortError when it is cancelled */
export async function runExports(words: RunArguments, host: Host): Promise<number> {
  const log = new RunLog(host, words);
  await withProgress(host, async (progress) => {
    let name = '';
    const outside = await outsideOf(host, words, {
      onBegin: ({ subject }) => ({ name } = subjectOf(host, subject)),
      onProgress: ({ rows, bytes }) => progress.show(() => `${name}… ${figures(rows, bytes)}`),
    });
    const paths = words.definitions.length > 0 ? words.definitions : await scheduledDefinitions(host.folder);
    const tell = (of: Exported, told: Told) => {
      progress.clear();
      return log.tell(of, told);
    };
    for (const path of new Set(paths)) await runOne(path, words, host, outside, tell);
  });
  await log.end();
  return log.hasFailed ? 1 : 0;
}

/** @param tell is told of each moment */
async function runOne(
  path: string,
  words: RunArguments,
  host: Host,
  outside: Outside,
  tell: (of: Exported, told: Told) => Promise<void>,
): Promise<void> {
  let of: Exported = { ...subjectOf(host, path), destination: undefined };
  let moment = outside.now();
  try {
    const named = await nameExport(host, words, of.subject);
    of = { ...of, destination: named.destination };
    const due = words.due ? await dueByClock(named, outside) : undefined;
    moment = due?.at(-1) ?? moment;
    const what = await openScheduled(named, due);
    if (!what) return;
    for (const told of await resultsOf(what, words, host, outside)) await tell(of, told);
  } catch (error) {
    if (isCancelled(error)) throw error;
    const failed = { kind: 'failed', moment, error } as const;
    if (words.due && !words.dryRun) await alertOfUnopened(of, failed, outside);
    await tell(of, failed);
  }
}

/** Of what could not even be opened nobody else tells. */
async function alertOfUnopened({ subject, destination }: Exported, failed: RunResult, outside: Outside) {
  const alert = destination && alertOf(failed, { subject, destination });
  if (alert) await outside.alert?.(alert);
}

async function resultsOf(
  what: ScheduledExport,
  words: RunArguments,
  host: Host,
  outside: Outside,
): Promise<readonly Told[]> {
  if (words.dryRun) return rehearse(what, words.due, outside);
  return words.due ? runDue(what, outside) : [await runNow(what, outside, asPush(what, words, host))];
}

/** A run of now that is interrupted is carried on, by `resume`, as the push that it is. */
function asPush({ subject }: ScheduledExport, { config }: RunArguments, host: Host): unknown {
  return runRequest({ words: ['push', subject, '--config', config] }, host);
}
