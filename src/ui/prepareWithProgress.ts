// What comes before the question of a push, and is all of a dry run: the segment is read to its end while a notification says
// how far it is, and what was found stands in the Problems panel.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import type { Connection } from '../delivery/connection';
import type { Findings } from '../model/finding';
import type { Plan } from '../model/plan';
import { knownSecrets, ruleSettings } from './findingSettings';
import { withCancellableProgress } from './progress';
import { preparePush, type PreparedPush } from './pushPrepare';
import type { Services } from './services';
import type { Subject } from './subject';

/** @throws what `preparePush` does, the AbortError of a person who cancels */
export async function prepareWithProgress(
  connection: Connection,
  subject: Subject,
  { receipts, keys, problems }: Services,
): Promise<PreparedPush> {
  const { destination } = connection;
  const rules = ruleSettings(subject.file);
  const secrets = await knownSecrets(keys, destination);
  const title = l10n.t('Reading {0}', posix.basename(subject.file.path));
  const onFindings = (findings: Findings, plan: Pick<Plan, 'columns'>): void =>
    // What cannot be placed is counted all the same.
    void problems.show(subject, findings, plan, { owner: 'push', destination }).catch(() => undefined);
  return withCancellableProgress(title, (signal, reporter) =>
    preparePush(connection, subject, new Date(), { signal, reporter, receipts, rules, secrets, onFindings }),
  );
}
