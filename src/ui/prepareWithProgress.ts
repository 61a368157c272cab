// What comes before the question of a push, and is all of a dry run: the segment is read to its end while a notification says
// how far it is, and what was found stands in the Problems panel.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import type { Connection } from '../delivery/connection';
import { formatTarget } from '../export/plan';
import type { Destination } from '../model/destination';
import { checkedRuleSettings, knownSecrets } from './findingSettings';
import { planSubject, readPlanned, type PreparedExport, type PrepareOptions } from './prepareExport';
import { withCancellableProgress } from './progress';
import { preparePush, type PreparedPush } from './pushPrepare';
import type { Services } from './services';
import type { Subject } from './subject';

/** @throws InvalidSetting, what `preparePush` does, the AbortError of a person who cancels */
export async function prepareWithProgress(
  connection: Connection,
  subject: Subject,
  services: Services,
): Promise<PreparedPush> {
  return withProgress(subject, connection.destination, services, (options) =>
    preparePush(connection, subject, new Date(), { ...options, receipts: services.receipts }),
  );
}

/** As CSV, for no destination. @throws InvalidSetting, what planning and reading do, the AbortError of a person who cancels */
export async function prepareLocally(subject: Subject, services: Services): Promise<PreparedExport> {
  return withProgress(subject, undefined, services, async (options) => {
    const planned = await planSubject(subject, formatTarget('csv'), new Date(), options);
    return readPlanned(subject, planned, options);
  });
}

async function withProgress<T>(
  subject: Subject,
  destination: Destination | undefined,
  { keys, problems }: Services,
  prepare: (options: PrepareOptions) => Promise<T>,
): Promise<T> {
  const rules = checkedRuleSettings(subject.file);
  const secrets = await knownSecrets(keys, destination);
  const title = l10n.t('Reading {0}', posix.basename(subject.file.path));
  const onFindings: PrepareOptions['onFindings'] = (findings, plan) =>
    // What cannot be placed is counted all the same.
    void problems.show(subject, findings, plan, { owner: 'push', destination }).catch(() => undefined);
  return withCancellableProgress(title, (signal, reporter) =>
    prepare({ signal, reporter, rules, secrets, onFindings }),
  );
}
