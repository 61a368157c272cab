// What every failure in this project looks like: a stable code, and what happened, why, and what to do next.
// Rooms derive one class per failure; `explain` is the one place that turns any error into these three sentences.
import * as l10n from '@vscode/l10n';

/** The three things that a person needs from an error, as full sentences in their language. */
export interface Explanation {
  /** What happened. */
  readonly what: string;
  /** Why. Empty when nothing more is known than what happened. */
  readonly why: string;
  /** What to do next. */
  readonly next: string;
}

export interface FailureOptions {
  readonly cause?: unknown;
  /** A piece of the person's own data that helps to find the place. It is shown to them and never logged. */
  readonly excerpt?: string;
  /** A sentence of the store's own, such as who may not do what. It is shown after the explanation and never logged. */
  readonly detail?: string | undefined;
}

/** A failure that a person can act on. Its message holds no secrets and no customer data, so it may be logged. */
export class Failure extends Error {
  readonly excerpt: string | undefined;
  readonly detail: string | undefined;

  constructor(
    /** Stable, kebab-case: tests, documentation and scripts may rely on it. */
    readonly code: string,
    readonly explanation: Explanation,
    options: FailureOptions = {},
  ) {
    super(sentences(explanation), { cause: options.cause });
    this.name = new.target.name;
    this.excerpt = options.excerpt;
    this.detail = options.detail;
  }
}

/** One line: what happened, why, what next. */
export function sentences({ what, why, next }: Explanation): string {
  return [what, why, next].filter((sentence) => sentence !== '').join(' ');
}

/** All that a person is shown of a failure; more than may be logged. */
export function shownText({ explanation, detail, excerpt }: Failure): string {
  const around = excerpt ? l10n.t('In the file: {0}', JSON.stringify(excerpt)) : '';
  return [sentences(explanation), detail, around].filter(Boolean).join(' ');
}

/** True for the error with which Node and the platform end work that somebody cancelled. Cancelling is not a failure. */
export function isCancelled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || ('code' in error && error.code === 'ABORT_ERR');
}

/** Turns any error into a Failure, keeping the original as its cause. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const code = systemCode(error);
  const known = systemExplanations().get(code ?? '');
  if (code !== undefined && known) return new Failure(code.toLowerCase(), known, { cause: error });
  // The message of an unknown error may quote anything, so only its name is told.
  const what = l10n.t(
    'Something unexpected went wrong ({0}).',
    error instanceof Error ? error.name : 'unknown',
  );
  const next = l10n.t('Please report it with the steps that led here.');
  return new Failure('unexpected', { what, why: '', next }, { cause: error });
}

/** What happened, why, and what to do next, for any error. */
export function explain(error: unknown): Explanation {
  return asFailure(error).explanation;
}

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The operating system's own failures, by errno name. */
function systemExplanations(): Map<string, Explanation> {
  return new Map(
    Object.entries({
      ENOENT: {
        what: l10n.t('The file was not found.'),
        why: l10n.t('It was moved, renamed or never there.'),
        next: l10n.t('Check the path and try again.'),
      },
      EACCES: {
        what: l10n.t('The file could not be opened.'),
        why: l10n.t('The operating system denied the access.'),
        next: l10n.t("Check the file's permissions."),
      },
      EPERM: {
        what: l10n.t('The file could not be opened.'),
        why: l10n.t('The operating system does not allow that.'),
        next: l10n.t("Check the file's permissions."),
      },
      ENOTDIR: {
        what: l10n.t('The file was not found.'),
        why: l10n.t('What its path has as a folder is a file.'),
        next: l10n.t('Check the path and try again.'),
      },
      ELOOP: {
        what: l10n.t('The file could not be opened.'),
        why: l10n.t('Symbolic links on its path lead in a circle.'),
        next: l10n.t('Correct the links and try again.'),
      },
      EMFILE: {
        what: l10n.t('The file could not be opened.'),
        why: l10n.t('This program has as many files open as the operating system allows.'),
        next: l10n.t('Close some and try again, or raise the limit.'),
      },
      EISDIR: {
        what: l10n.t('This is a folder, not a file.'),
        why: '',
        next: l10n.t('Choose a segment file inside it.'),
      },
      ENOSPC: {
        what: l10n.t('Nothing more could be written.'),
        why: l10n.t('The disk is full.'),
        next: l10n.t('Free some space and run it again: what was written is incomplete.'),
      },
    }),
  );
}
