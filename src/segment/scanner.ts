// What finds the beginnings of records in a file's bytes, without making text or records of them.
import type { FileHead } from './readFile';
import type { Places } from './places';
import { DelimitedScanner } from './scanDelimited';
import { LineScanner } from './scanLines';
import { ObjectScanner } from './scanObjects';

/** Tells `Places` of each record. Finds those that the reader of the layout finds, up to the first that it refuses. */
export interface Scanner {
  /**
   * Looks at the next bytes of the file.
   * @param offset of the first byte, in the file
   * @param isLast whether no more follow
   * @returns with how many it is done; it is handed the others again, with more behind them
   */
  scan(bytes: Buffer, offset: number, isLast: boolean): number;
}

/** @param offset where the text begins: behind a byte-order mark */
export function newScanner({ layout }: FileHead, places: Places, offset: number): Scanner {
  if (layout.kind === 'delimited') return new DelimitedScanner(layout, places, offset);
  return layout.kind === 'lines' ? new LineScanner(places, offset) : new ObjectScanner(places);
}
