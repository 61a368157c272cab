// Shows one page of a multi-step input in an input box or a quick pick.
import {
  InputBoxValidationSeverity,
  l10n,
  QuickInputButtons,
  window,
  type InputBox,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { Choice, PickPage, TextPage } from './pages';

/** What all pages of one input have in common. */
export interface Frame {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
  /** Leaves the page for the person. */
  readonly signal: AbortSignal | undefined;
}

/** How a page was left, and what was on it. A value is surely valid only when the direction is `next`. */
export interface Answer {
  readonly direction: 'next' | 'back' | 'leave';
  readonly value: string | undefined;
}

type Item = QuickPickItem & { readonly value: string };

export function askText<D>(page: TextPage<D>, draft: D, frame: Frame): Promise<Answer> {
  const box = window.createInputBox();
  box.password = page.password ?? false;
  box.value = page.initial(draft);
  box.prompt = page.prompt(draft, box.value);
  const text = () => box.value.trim();
  const isValid = () => {
    const message = page.problem(draft, text());
    box.prompt = page.prompt(draft, text());
    box.validationMessage =
      message === undefined ? undefined : { message, severity: InputBoxValidationSeverity.Error };
    return message === undefined;
  };
  box.onDidChangeValue(isValid);
  return showBox(box, page, frame, () => (isValid() ? text() : undefined), text);
}

export async function askPick<D>(page: PickPage<D>, draft: D, frame: Frame): Promise<Answer> {
  const box = window.createQuickPick<Item>();
  const initial = page.initial(draft);
  const choices = [...(await page.choices(draft))];
  if (!hasValue(choices, initial)) choices.unshift({ value: initial, label: initial });
  box.matchOnDescription = true;
  box.items = choices;
  box.activeItems = choices.filter(({ value }) => value === initial);
  const { accepts } = page;
  if (accepts) {
    box.onDidChangeValue((typed) => {
      const text = typed.trim();
      const isNew = text !== '' && !hasValue(choices, text) && accepts(text);
      box.items = isNew ? [...choices, typedItem(text)] : choices;
    });
  }
  return showBox(box, page, frame, () => box.activeItems[0]?.value);
}

/** The row that takes what was typed. */
function typedItem(text: string): Item {
  return { value: text, label: text, description: l10n.t('as typed'), alwaysShow: true };
}

function hasValue(choices: readonly Choice[], text: string): boolean {
  return choices.some(({ value }) => value === text);
}

/**
 * Shows a box until it is left, and disposes it.
 * @param accepted the value that Enter takes now, or undefined to stay on the page
 * @param unfinished the value to keep when the person goes back or leaves. Default: none
 */
async function showBox(
  box: InputBox | QuickPick<Item>,
  { placeholder }: { placeholder: string },
  { title, step, totalSteps, canGoBack, signal }: Frame,
  accepted: () => string | undefined,
  unfinished: () => string | undefined = () => undefined,
): Promise<Answer> {
  Object.assign(box, { title, step, totalSteps, placeholder });
  box.buttons = canGoBack ? [QuickInputButtons.Back] : [];
  // A person may look something up elsewhere meanwhile, such as the key in a console.
  box.ignoreFocusOut = true;
  const leave = (): void => box.hide();
  signal?.addEventListener('abort', leave);
  try {
    return await new Promise<Answer>((resolve) => {
      box.onDidAccept(() => {
        const value = accepted();
        if (value !== undefined) resolve({ direction: 'next', value });
      });
      box.onDidTriggerButton(() => resolve({ direction: 'back', value: unfinished() }));
      box.onDidHide(() => resolve({ direction: 'leave', value: unfinished() }));
      box.show();
      if (signal?.aborted) leave();
    });
  } finally {
    signal?.removeEventListener('abort', leave);
    box.dispose();
  }
}
