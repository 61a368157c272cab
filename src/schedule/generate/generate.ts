// Generates what runs exports by itself, without VS Code: one entry for the command line and the window.
import { nextDue } from '../nextDue';
import { crontabLines } from './crontabLines';
import { githubWorkflow } from './githubWorkflow';
import { systemdUnits } from './systemdUnits';
import { NothingAhead, type GeneratedFile, type GenerateOptions, type Unattended } from './unattended';

export const workflowKinds = ['github-actions', 'systemd', 'crontab'] as const;
export type WorkflowKind = (typeof workflowKinds)[number];

/**
 * The files that run these exports when they are due. All share one call of the command line.
 * @throws NothingAhead for an export without a schedule, or with one that is switched off or over
 * @throws UnwritablePath, InvalidSchedule
 */
export function generate(
  kind: WorkflowKind,
  exports: readonly Unattended[],
  options: GenerateOptions,
): { files: readonly GeneratedFile[] } {
  for (const each of exports) checkAhead(each, options.now);
  switch (kind) {
    case 'github-actions':
      return {
        files: [{ name: '.github/workflows/s3-exports.yml', text: githubWorkflow(exports, options) }],
      };
    case 'systemd':
      return { files: systemdUnits(exports, options) };
    case 'crontab':
      return { files: [{ name: 's3-exports.crontab', text: crontabLines(exports, options) }] };
  }
}

function checkAhead({ name, schedule }: Unattended, now: Date): void {
  const follows = schedule?.frequency === 'onChange' && schedule.enabled !== false;
  if (!follows && !(schedule && nextDue(schedule, now))) throw new NothingAhead(name);
}
