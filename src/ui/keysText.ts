// Whether the keys of an export are free, as a sentence.
import { env, l10n } from 'vscode';
import type { KeyState } from '../delivery/objects';
import { formatTime } from './figures';
import { countText, sizeText } from './localFigures';
import type { PreparedPush } from './pushPrepare';

type TakenKey = Extract<KeyState, { state: 'taken' }>;

/** The objects that stand under the export's keys already, as far as they were looked up. */
export function takenKeys({ keyStates }: Pick<PreparedPush, 'keyStates'>): TakenKey[] {
  return keyStates.filter((key) => key.state === 'taken');
}

export function keysText(prepared: Pick<PreparedPush, 'keyStates' | 'totals'>): string {
  const { keyStates, totals } = prepared;
  const taken = takenKeys(prepared);
  const [first] = taken;
  if (first) return takenText(first, taken.length);
  const one = totals.files.length === 1;
  if (keyStates.some(({ state }) => state === 'unknown')) return unknownText(one);
  if (one) return l10n.t('No object has this key yet. Nothing is ever overwritten.');
  if (keyStates.length === totals.files.length)
    return l10n.t('No object has one of these keys yet. Nothing is ever overwritten.');
  const count = countText(keyStates.length);
  return l10n.t('No object has one of the first {0} keys yet. Nothing is ever overwritten.', count);
}

function takenText(first: TakenKey, count: number): string {
  const what = [sizeText(first.size), ...timeText(first.lastModified)].join(', ');
  if (count === 1) {
    return l10n.t(
      'An object with this key exists already ({0}). It will not be overwritten, so the push would be refused.',
      what,
    );
  }
  return l10n.t(
    '{0} objects with these keys exist already (the first: {1}). They will not be overwritten, so the push would be refused.',
    countText(count),
    what,
  );
}

function unknownText(one: boolean): string {
  return one
    ? l10n.t(
        'Whether the key is free could not be seen. If it is taken, it will not be overwritten and the push is refused.',
      )
    : l10n.t(
        'Whether the keys are free could not be seen. If one is taken, it will not be overwritten and the push ends there.',
      );
}

function timeText(time: Date | undefined): string[] {
  return time ? [formatTime(time, new Date(), env.language)] : [];
}
