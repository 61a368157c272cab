// The rules of findings as the command line has them: those of the settings file, and before these those of `--rule`.
import { FindingsObserver } from '../export/findings/observer';
import { readRuleSettings, rules, type RuleSettings } from '../export/findings/rules';
import type { Target } from '../export/plan';
import type { Destination } from '../model/destination';
import type { Plan } from '../model/plan';
import { NoConfig, readSetting } from './config';
import type { Host } from './host';
import { UsageError } from './usageError';

/**
 * @param words such as `formula=off`
 * @throws UsageError
 */
export function readRuleOptions(words: readonly string[] = []): RuleSettings {
  const pairs = words.map((word) => /^(.*?)=(.*)$/.exec(word) ?? [word, word, '']);
  const chosen = Object.fromEntries(pairs.map(([, name = '', severity = '']) => [name, severity] as const));
  for (const name of Object.keys(chosen)) {
    if (!rules.some((rule) => rule.name === name)) throw new UsageError(`There is no rule "${name}".`);
  }
  const settings = readRuleSettings(chosen);
  if (Object.keys(settings).length < Object.keys(chosen).length)
    throw new UsageError('--rule is NAME=error, warning, information or off.');
  return settings;
}

/**
 * Those of a settings file.
 * @param mayLack whether a file that is not there says nothing, rather than being a mistake
 * @throws NoConfig
 */
export async function rulesIn(host: Host, config: string, mayLack = false): Promise<RuleSettings> {
  try {
    return readRuleSettings(await readSetting(host, config, 'findings.rules'));
  } catch (error) {
    if (mayLack && error instanceof NoConfig && isMissing(error.cause)) return {};
    throw error;
  }
}

/** Looks for findings in a scan, also for the access keys that the host knows. */
export async function findingsObserver(
  host: Host,
  target: Destination | Target,
  { columns, format }: Plan,
  rules: RuleSettings,
): Promise<FindingsObserver> {
  return new FindingsObserver({ columns, format, rules, secrets: await host.secrets(target) });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
