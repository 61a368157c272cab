// Posts an alert to a webhook. Its address may be a secret: what goes wrong names the host alone.
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { Alert } from '../../model/alert';
import { alertJson } from './alertText';

/** In milliseconds. */
export interface PostTimes {
  /** How long an attempt may take. */
  readonly patience: number;
  /** Between the attempts. */
  readonly pauses: readonly number[];
}

const usual: PostTimes = { patience: 10_000, pauses: [1000, 3000] };

/**
 * Never fails. What may pass, such as no answer or a server that is overloaded, is tried again.
 * @param address an https one, or an http one of this machine: `isWebhook`
 * @param signal ends it without a word
 * @returns what went wrong
 */
export async function post(
  address: string,
  alert: Alert,
  signal: AbortSignal,
  { patience, pauses } = usual,
): Promise<string | undefined> {
  const url = new URL(address);
  const body = alertJson(alert);
  for (let attempt = 0; ; attempt++) {
    const refusal = await postOnce(url, body, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
    if (signal.aborted || refusal === undefined) return undefined;
    const pause = pauses[attempt];
    if (!mayPass(refusal) || pause === undefined) return problemOf(url, refusal);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** A status that is none of success, or that no answer came. */
type Refusal = number | 'no answer';

/** @returns undefined when the alert was taken */
async function postOnce(url: URL, body: string, signal: AbortSignal): Promise<Refusal | undefined> {
  try {
    const {
      body: answer,
      ok,
      status,
    } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      // An alert goes where it was meant to go.
      redirect: 'manual',
      signal,
    });
    // Nobody reads what is answered, however much that is.
    void answer?.cancel().catch(() => undefined);
    return ok ? undefined : status;
  } catch {
    return 'no answer';
  }
}

function mayPass(refusal: Refusal): boolean {
  return refusal === 'no answer' || refusal === 429 || refusal >= 500;
}

function problemOf({ host }: URL, refusal: Refusal): string {
  return refusal === 'no answer'
    ? l10n.t('An alert was not sent: {0} does not answer.', host)
    : l10n.t('An alert was not sent: {0} answered with status {1}.', host, refusal);
}
