// Runs the command of an alert: without a shell, with a limit of time, and deaf to what it prints.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Alert } from '../../model/alert';
import { alertJson, alertText } from './alertText';

/** In milliseconds. */
const patience = 30_000;

/**
 * Never fails. What the command has started and left behind goes on.
 * @param limit in milliseconds: then the command and all that it has started are killed. Default: 30 seconds
 * @param signal ends it the same way, without a word
 * @returns what went wrong
 */
export async function runCommand(
  command: readonly string[],
  alert: Alert,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  limit = patience,
): Promise<string | undefined> {
  const name = basename(command[0] ?? '');
  const ends = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
  if (signal.aborted) return undefined;
  try {
    const end = await endOf(start(command, alert, env), ends);
    return end === 0 ? undefined : l10n.t('The command of an alert, {0}, ended with {1}.', name, end);
  } catch {
    if (signal.aborted) return undefined;
    return ends.aborted
      ? l10n.t('The command of an alert, {0}, was ended after {1} seconds.', name, limit / 1000)
      : l10n.t('The command of an alert, {0}, could not be started.', name);
  }
}

/** @throws what `spawn` does at once; what it finds later is an event */
function start(
  [program = '', ...args]: readonly string[],
  alert: Alert,
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const child = spawn(program, args, {
    // A group of its own, so that all of it can be ended.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...env, ...variables(alert) },
  });
  // One that cannot be started may say so when nobody waits for it any more.
  child.on('error', () => undefined);
  // Whether it reads what it is given is its own affair.
  child.stdin?.on('error', () => undefined).end(`${alertJson(alert)}\n`);
  return child;
}

/** @returns its exit code, or the name of the signal that killed it @throws when it cannot be started, or is ended */
async function endOf(child: ChildProcess, signal: AbortSignal): Promise<number | string> {
  try {
    await once(child, 'exit', { signal });
    return child.exitCode ?? child.signalCode ?? '';
  } catch (error) {
    endGroup(child);
    throw error;
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** An environment has no room for a NUL. */
function variables(alert: Alert): Record<string, string> {
  const { event, exportName, destination, bucket, due, outcome, runId = '', rows = '' } = alert;
  return Object.fromEntries(
    Object.entries({
      ...{ EVENT: event, EXPORT: exportName, DESTINATION: destination, BUCKET: bucket, DUE: due },
      ...{ OUTCOME: outcome, RUN: runId, ROWS: String(rows), TEXT: alertText(alert) },
    }).map(([name, value]) => [`S3_DESTINATIONS_${name}`, value.replaceAll('\0', '')]),
  );
}
