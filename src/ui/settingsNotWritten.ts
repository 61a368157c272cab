// Writing settings. VS Code does not write into a settings file that has errors or unsaved changes, or is read-only: that is
// told in one message, with the way to the file.
import { ConfigurationTarget, l10n, workspace } from 'vscode';
import { Failure } from '../model/failure';
import { settings } from './contributions';
import { openSettingsFile } from './openSetting';
import type { FailureAction } from './showFailure';

/** VS Code has not written a setting. All settings are as they were. */
export class SettingsNotWritten extends Failure {
  constructor(
    readonly setting: string,
    readonly scope: ConfigurationTarget,
    cause: unknown,
  ) {
    super(
      'settings-not-written',
      {
        what: l10n.t('The settings were not changed.'),
        why: l10n.t('VS Code could not write the settings file: it may have errors or be read-only.'),
        next: l10n.t('Open the settings, correct what is marked there, save, and try again.'),
      },
      { cause },
    );
  }
}

/**
 * Writes a setting of the extension.
 * @param name without the section. `undefined` as the value takes it out
 * @throws SettingsNotWritten
 */
export async function writeSetting(name: string, value: unknown, scope: ConfigurationTarget): Promise<void> {
  try {
    await workspace.getConfiguration(settings.section).update(name, value, scope);
  } catch (error) {
    throw new SettingsNotWritten(name, scope, error);
  }
}

/** *Open Settings*, where that is the way on. */
export function settingsActions(error: unknown): FailureAction[] {
  if (!(error instanceof SettingsNotWritten)) return [];
  const inWorkspace = error.scope !== ConfigurationTarget.Global;
  return [{ title: l10n.t('Open Settings'), run: () => openSettingsFile(error.setting, inWorkspace) }];
}
