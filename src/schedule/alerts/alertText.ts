// An alert in one sentence, and as the JSON that commands and webhooks get.
import * as l10n from '@vscode/l10n';
import type { Alert } from '../../model/alert';
import { sentences } from '../../model/failure';

/**
 * One line. `text` is what incoming webhooks of Slack and Mattermost show; they pass over the other fields.
 * Sources: "Sending messages using incoming webhooks" (Slack), "Incoming webhooks" (Mattermost)
 */
export function alertJson(alert: Alert): string {
  return JSON.stringify({ text: alertText(alert), ...alert });
}

/** One sentence, and those of a failure. Only what is proved to have arrived is called delivered. */
export function alertText({ event, outcome, exportName, destination, rows = 0, ...alert }: Alert): string {
  const names = [exportName, destination] as const;
  if (event === 'failure') {
    const failed = l10n.t('The scheduled export {0} to {1} failed.', ...names);
    return alert.failure ? `${failed} ${sentences(alert.failure)}` : failed;
  }
  if (event === 'deviation') {
    const figures = [rows, alert.rowsBefore ?? 0] as const;
    return l10n.t(
      'The scheduled export {0} to {1} has {2} rows, where the one before had {3}.',
      ...names,
      ...figures,
    );
  }
  if (outcome === 'skipped')
    return l10n.t('The scheduled export {0} to {1} has no rows, and nothing was written.', ...names);
  return outcome === 'written'
    ? l10n.t('The scheduled export {0} to {1} was written: {2} rows.', ...names, rows)
    : l10n.t('The scheduled export {0} to {1} was delivered: {2} rows.', ...names, rows);
}
