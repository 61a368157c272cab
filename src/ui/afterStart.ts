// Work that can wait until the start of a window is over, which has more urgent work.
import { Disposable } from 'vscode';

/** In milliseconds. */
const whenOver = 3000;

/** Does work later. @returns what keeps it from being begun */
export function afterStart(work: () => void): Disposable {
  const timer = setTimeout(work, whenOver).unref();
  return new Disposable(() => clearTimeout(timer));
}
