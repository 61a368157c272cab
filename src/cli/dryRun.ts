// `push --dry-run`: reads the whole segment and says what would be delivered. Nothing is sent.
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { PushArguments } from './arguments';
import { DroppedRecords, telling } from './droppedRecords';
import { findingsObserver, rulesIn } from './findingRules';
import { pathOf, type Host } from './host';
import { dryRunReport, listedAtMost } from './report';
import { lastText, warnOfChanges } from './sinceLast';
import { figures, printReport, withProgress } from './terminal';

/** How many dropped records the JSON of a dry run has at most. */
const droppedInJson = 1000;

export async function dryRun(
  words: PushArguments,
  destination: Destination,
  planned: PlannedExport,
  host: Host,
): Promise<void> {
  const dropped = new DroppedRecords(words.json ? droppedInJson : listedAtMost, pathOf(host, words.dropped));
  const observer = await findingsObserver(host, destination, planned.plan, await rulesIn(host, words.config));
  const totals = await telling(dropped, () =>
    withProgress(host, (progress) =>
      planned.scan({
        signal: host.signal,
        observers: [observer],
        onProgress: ({ rows, bytes }) => progress.show(() => `Reading… ${figures(rows, bytes)}`),
        onDropped: dropped.add,
      }),
    ),
  );
  dropped.close();
  const last = await warnOfChanges(host, words, destination, planned.plan, totals);
  const facts = { dropped: dropped.first, findings: observer.findings(), last: last && lastText(last) };
  await printReport(host, words, dryRunReport(destination, planned.plan, totals, facts));
}
