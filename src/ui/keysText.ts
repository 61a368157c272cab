// Whether the keys of an export are free, as a sentence.
import { env, l10n } from 'vscode';
import type { KeyState } from '../delivery/objects';
import { formatTime } from './figures';
import { countText, sizeText } from './localFigures';
import type { PreparedPush } from './pushPrepare';

type TakenKey = Extract<KeyState, { state: 'taken' }>;

type Keys = Pick<PreparedPush, 'keyStates' | 'totals' | 'destination'>;

/** The objects that stand in the way of an export, as far as they were looked up. */
export function takenKeys({ keyStates, destination }: Omit<Keys, 'totals'>): TakenKey[] {
  return destination.object.overwrite === 'replace' ? [] : keyStates.filter(isTaken);
}

function isTaken(key: KeyState): key is TakenKey {
  return key.state === 'taken';
}

export function keysText(prepared: Keys): string {
  const { keyStates, totals, destination } = prepared;
  const taken = keyStates.filter(isTaken);
  const [first] = taken;
  if (first && destination.object.overwrite === 'replace') return replacedText(first, taken.length);
  if (first) return takenText(first, taken.length);
  const one = totals.files.length === 1;
  if (keyStates.some(({ state }) => state === 'unknown')) return unknownText(one);
  if (one) return l10n.t('No object has this key yet. Nothing is ever overwritten.');
  if (keyStates.length === totals.files.length)
    return l10n.t('No object has one of these keys yet. Nothing is ever overwritten.');
  const count = countText(keyStates.length);
  return l10n.t('No object has one of the first {0} keys yet. Nothing is ever overwritten.', count);
}

function replacedText(first: TakenKey, count: number): string {
  const what = [sizeText(first.size), ...timeText(first.lastModified)].join(', ');
  return count === 1
    ? l10n.t('Replaces the object that has this key now ({0}), as the destination says.', what)
    : l10n.t(
        'Replaces {0} objects that have these keys now (the first: {1}), as the destination says.',
        countText(count),
        what,
      );
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
