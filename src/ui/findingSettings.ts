// What a scan is told: the rules of the settings, and the secrets that are known without asking anybody.
import { ConfigurationTarget, workspace, type Uri } from 'vscode';
import { readRuleSettings, type RuleSettings } from '../export/findings/rules';
import type { Destination } from '../model/destination';
import type { AccessKeyStore } from './accessKeyStore';
import { settings } from './contributions';
import { writeSetting } from './settingsNotWritten';

/** Those that hold for a file. */
export function ruleSettings(file: Uri): RuleSettings {
  return readRuleSettings(workspace.getConfiguration(settings.section, file).get(settings.findingRules));
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
