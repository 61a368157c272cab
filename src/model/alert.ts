// What is told elsewhere of a run: to a command or a webhook. It holds no secrets and no customer data.
import type { Explanation } from './failure';

export type AlertEvent = (typeof alertEvents)[number];
/** `deviation`: the export was delivered, and its rows are many more or fewer than the last time. */
export const alertEvents = ['failure', 'success', 'deviation'] as const;

export interface Alert {
  readonly event: AlertEvent;
  /** What a person knows the export by. */
  readonly exportName: string;
  /** Its id in settings. */
  readonly destination: string;
  readonly bucket: string;
  /** ISO 8601, UTC: when the run was due. */
  readonly due: string;
  /** `verified`, `delivered`, `written`, `skipped`, `failed`. */
  readonly outcome: string;
  readonly runId?: string;
  readonly rows?: number;
  readonly bytes?: number;
  readonly keys?: readonly string[];
  /** Rows of the delivery before, and by how much these deviate, in percent. */
  readonly rowsBefore?: number;
  readonly deviation?: number;
  readonly failure?: { readonly code: string } & Explanation;
}
