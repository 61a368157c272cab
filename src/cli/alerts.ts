// Who is told of scheduled runs by the command line. Alerts start programs, so what is merely found starts none.
import { readAlerts, type AlertTarget } from '../model/alertSettings';
import type { RunArguments } from './arguments';
import { readSetting } from './config';
import type { Host } from './host';
import { say } from './terminal';

/** Those of the settings file, if `--config` names it: else it is that of whatever folder this is. @throws NoConfig, InvalidAlerts */
export async function alertTargets(
  host: Host,
  { config, hasConfig }: Pick<RunArguments, 'config' | 'hasConfig'>,
): Promise<readonly AlertTarget[]> {
  const setting = await readSetting(host, config, 'alerts');
  if (hasConfig) return readAlerts(setting);
  if (setting !== undefined)
    say(
      host,
      `Warning: the alerts of ${config} are not sent. If it may start programs, name it with --config.`,
    );
  return [];
}
