// The pages that a multi-step input is made of. A draft goes from page to page, and each page returns it with its answer.

interface PageBase<D> {
  /** Pages that belong together share one. The title counts those that are asked. */
  readonly step: number;
  readonly placeholder: string;
  /** Whether the page is asked at all, given what is known by then. Default: always. */
  when?(draft: D): boolean;
}

/** A page to type on. */
export interface TextPage<D> extends PageBase<D> {
  readonly kind: 'text';
  /** Shows dots instead of what is typed. Default: false. */
  readonly password?: boolean;
  /** What is asked for. Follows the text as it is typed. */
  prompt(draft: D, text: string): string;
  /** What is in the box at first. */
  initial(draft: D): string;
  /** What is wrong with the text, or nothing. */
  problem(draft: D, text: string): string | undefined;
  take(draft: D, text: string): D;
}

/** One row of a pick page. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A page to choose on. */
export interface PickPage<D> extends PageBase<D> {
  readonly kind: 'pick';
  choices(draft: D): readonly Choice[] | Promise<readonly Choice[]>;
  /** The value that Enter takes. */
  initial(draft: D): string;
  /** Whether a typed value that is no choice may be taken. Default: only choices may. */
  readonly accepts?: (text: string) => boolean;
  take(draft: D, value: string): D;
}

export type Page<D> = TextPage<D> | PickPage<D>;
