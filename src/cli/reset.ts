// `reset DEFINITION`: what is known of the last run of an incremental export is forgotten, so that the next one is full.
import { resetIncremental } from '../schedule/reset';
import type { ResetArguments } from './arguments';
import type { Host } from './host';
import { nameExport, schedulesIn, subjectOf } from './scheduledExport';
import { print, harmless } from './terminal';

/** @throws those of `nameExport`, `schedulesIn` and `resetIncremental` */
export async function reset(words: ResetArguments, host: Host): Promise<void> {
  const { name, subject } = subjectOf(host, words.definition);
  await resetIncremental(await nameExport(host, words, subject), {
    folder: schedulesIn(host, words.state),
    signal: host.signal,
  });
  await print(host, `${harmless(name)}: the next run is full\n`);
}
