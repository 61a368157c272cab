// Tells those whom the setting `s3Destinations.alerts` names of a window's scheduled runs.
import { l10n, workspace } from 'vscode';
import type { Alert } from '../../model/alert';
import { readAlerts } from '../../model/alertSettings';
import { sendAlerts } from '../../schedule/alerts/sendAlerts';
import { settings } from '../contributions';
import type { Log } from '../log';
import { openSetting } from '../openSetting';
import { showFailure } from '../showFailure';

/** Never rejects: a setting that cannot be used is shown. */
export async function sendAlert(alert: Alert, signal: AbortSignal, log: Log): Promise<void> {
  try {
    const targets = readAlerts(workspace.getConfiguration(settings.section).get(settings.alerts));
    await sendAlerts(targets, alert, { signal, onProblem: (why) => log.warn(why) });
  } catch (error) {
    const open = { title: l10n.t('Open Settings'), run: () => openSetting(settings.alerts) };
    void showFailure(error, log, [open]);
  }
}
