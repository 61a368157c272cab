// Tells those who want to know of a scheduled run. None of them can delay the run beyond a bound, or make it fail.
import * as l10n from '@vscode/l10n';
import type { Alert } from '../../model/alert';
import { isWebhook, type AlertPlace, type AlertTarget } from '../../model/alertSettings';
import { post } from './post';
import { runCommand } from './runCommand';

export interface SendOptions {
  /** Ends it without a word. */
  readonly signal: AbortSignal;
  /** Where variables are looked up, and what commands inherit. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Is told why somebody was not told, in one sentence without addresses: for the log. */
  readonly onProblem: (why: string) => void;
}

/** Tells all whom an alert concerns, at the same time. Never fails. It takes 35 seconds at most. */
export async function sendAlerts(
  targets: readonly AlertTarget[],
  alert: Alert,
  { signal, env = process.env, onProblem }: SendOptions,
): Promise<void> {
  const concerned = targets.filter((target) => concerns(target, alert));
  const sent = concerned.map(async ({ to }) => {
    const problem = await send(to, alert, env, signal);
    if (problem !== undefined) onProblem(problem);
  });
  await Promise.all(sent);
}

function concerns({ on, destinations }: AlertTarget, { event, destination }: Alert): boolean {
  return on.includes(event) && (destinations?.includes(destination) ?? true);
}

/** @returns what went wrong */
async function send(
  to: AlertPlace,
  alert: Alert,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  if ('command' in to) return runCommand(to.command, alert, env, signal);
  if ('webhook' in to) return post(to.webhook, alert, signal);
  const address = env[to.webhookVariable] ?? '';
  if (isWebhook(address)) return post(address, alert, signal);
  return l10n.t(
    'An alert was not sent: the environment variable {0} has no address that begins with https://.',
    to.webhookVariable,
  );
}
