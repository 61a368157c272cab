// A multi-step input made of VS Code's own boxes: page after page, with a way back and with nothing typed lost.
import { askPick, askText } from './pageBoxes';
import type { Page } from './pages';

/** What somebody got to by the pages. */
export interface MultiStepResult<D> {
  readonly draft: D;
  /** False when the person left by Escape. */
  readonly finished: boolean;
}

/**
 * Asks page after page. What is on a page is taken into the draft also when the person goes back or leaves.
 * @param title of every page, in title case; the step numbers are added to it
 * @param signal leaves for the person
 */
export async function runMultiStep<D>(
  title: string,
  pages: readonly Page<D>[],
  start: D,
  signal?: AbortSignal,
): Promise<MultiStepResult<D>> {
  const behind: number[] = [];
  let draft = start;
  let index = 0;
  for (let page = pages[index]; page !== undefined; page = pages[index]) {
    if (page.when && !page.when(draft)) {
      index++;
      continue;
    }
    const steps = stepsOf(pages, draft);
    const [step, totalSteps] = [steps.indexOf(page.step) + 1, steps.length];
    const frame = { title, step, totalSteps, canGoBack: behind.length > 0, signal };
    const { direction, value } = await (page.kind === 'text'
      ? askText(page, draft, frame)
      : askPick(page, draft, frame));
    if (value !== undefined) draft = page.take(draft, value);
    if (direction === 'leave') return { draft, finished: false };
    if (direction === 'next') behind.push(index++);
    else index = behind.pop() ?? 0;
  }
  return { draft, finished: true };
}

/** Those that are asked, as far as it is known: an answer may bring another one. */
function stepsOf<D>(pages: readonly Page<D>[], draft: D): number[] {
  const asked = pages.filter((page) => page.when?.(draft) ?? true);
  return [...new Set(asked.map(({ step }) => step))];
}
