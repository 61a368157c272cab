// What a scan is told: the rules of the settings, and the secrets that are known without asking anybody.
import { ConfigurationTarget, workspace, type Uri } from 'vscode';
import { readRuleSettings, ruleSettingsProblem, type RuleSettings } from '../export/findings/rules';
import type { Destination } from '../model/destination';
import type { AccessKeyStore } from './accessKeyStore';
import { settings } from './contributions';
import { writeSetting } from './settingsNotWritten';
import { InvalidSetting } from './invalidSetting';

/** Those that hold for a file. What is wrong in them counts as not set. */
export function ruleSettings(file: Uri): RuleSettings {
  return readRuleSettings(settingOf(file));
}

/** The same before a push, where nobody wants to find out later. @throws InvalidSetting */
export function checkedRuleSettings(file: Uri): RuleSettings {
  const problem = ruleSettingsProblem(settingOf(file));
  if (problem !== undefined) throw new InvalidSetting(settings.findingRules, problem);
  return ruleSettings(file);
}

function settingOf(file: Uri): unknown {
  return workspace.getConfiguration(settings.section, file).get(settings.findingRules);
}

/** Switches a rule off: in the workspace, or for the user where there is none. */
export async function turnOffRule(rule: string): Promise<void> {
  const configuration = workspace.getConfiguration(settings.section);
  const inspected = configuration.inspect<RuleSettings>(settings.findingRules);
  const inWorkspace = workspace.workspaceFolders !== undefined;
  const before = inWorkspace ? inspected?.workspaceValue : inspected?.globalValue;
  const scope = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await writeSetting(settings.findingRules, { ...before, [rule]: 'off' }, scope);
}

/** The access key of a destination, as texts that must not be in its exports. A keyring that does not work knows none. */
export async function knownSecrets(
  keys: AccessKeyStore,
  destination: Destination | undefined,
): Promise<readonly string[]> {
  const key = destination && (await keys.get(destination).catch(() => undefined));
  if (!key) return [];
  return [
    key.accessKeyId,
    key.secretAccessKey,
    ...(key.sessionToken === undefined ? [] : [key.sessionToken]),
  ];
}
