// A setting that cannot be used, with the way to it. Destinations have a failure of their own: there are many in one setting.
import { l10n } from 'vscode';
import { Failure } from '../model/failure';
import { settings } from './contributions';
import { openSetting } from './openSetting';
import type { FailureAction } from './showFailure';

export class InvalidSetting extends Failure {
  /** @param setting without the section's name */
  constructor(
    readonly setting: string,
    why: string,
  ) {
    super('invalid-setting', {
      what: l10n.t('The setting {0} cannot be used.', `${settings.section}.${setting}`),
      why,
      next: l10n.t('Correct it in settings.'),
    });
  }
}

/** *Open Settings*, for a setting that cannot be used. */
export function settingActions(error: unknown): FailureAction[] {
  if (!(error instanceof InvalidSetting)) return [];
  return [{ title: l10n.t('Open Settings'), run: () => openSetting(error.setting) }];
}
