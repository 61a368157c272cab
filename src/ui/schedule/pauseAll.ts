// Pause All Schedules and Resume All Schedules: a setting of the user's, so that it holds in all windows at once. What is due
// meanwhile is caught up as each schedule says.
import { ConfigurationTarget, workspace } from 'vscode';
import { settings } from '../contributions';
import { writeSetting } from '../settingsNotWritten';

/** Whether exports run by themselves. */
export function areSchedulesEnabled(): boolean {
  return workspace.getConfiguration(settings.section).get(settings.schedulesEnabled, true);
}

/** @throws SettingsNotWritten */
export async function pauseSchedules(): Promise<void> {
  await writeSetting(settings.schedulesEnabled, false, ConfigurationTarget.Global);
}

/** @throws SettingsNotWritten */
export async function resumeSchedules(): Promise<void> {
  await writeSetting(settings.schedulesEnabled, undefined, ConfigurationTarget.Global);
}
