// Who looks on while an export is made: column profiles and findings. Looking on changes no byte.
import type { Row } from './encode';

export interface Observer {
  /** The next rows of the export, in its order; dropped records are none. What breaks a row may be among them. */
  rows(rows: readonly Row[]): void;
}
