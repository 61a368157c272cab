// `reset DEFINITION`: what is known of the last run of an incremental export is forgotten, so that the next one is full.
import { resetIncremental } from '../schedule/reset';
import type { ResetArguments } from './arguments';
import type { Host } from './host';
import { nameExport, outsideOf, subjectOf } from './scheduledExport';
import { print, harmless } from './terminal';

/** @throws those of `nameExport`, `outsideOf` and `resetIncremental` */
export async function reset(words: ResetArguments, host: Host): Promise<void> {
  const { name, subject } = subjectOf(host, words.definition);
  await resetIncremental(await nameExport(host, words, subject), await outsideOf(host, words));
  await print(host, `${harmless(name)}: the next run is full\n`);
}
