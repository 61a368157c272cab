// s3destinations_preview_export: the first rows of an export as a push would write them. Nothing is asked of a store.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { cellTeller } from '../../export/cellTexts';
import type { Row } from '../../export/encode';
import { formatTarget, planExport } from '../../export/plan';
import type { PlannedExport } from '../../export/planned';
import { s3Uri } from '../../model/bucketName';
import type { DestinationStore } from '../destinationStore';
import { requestOf } from '../subject';
import { destinationFor, openExport } from './exportAt';
import { previewRows } from './inputs';
import type { Tool } from './tool';

/** Of a cell's text, in characters. */
const longestText = 200;

export function previewExport(store: DestinationStore): Tool<'s3destinations_preview_export'> {
  return {
    prepare: ({ file }) =>
      Promise.resolve({ invocationMessage: l10n.t('Previewing {0}', posix.basename(file)) }),
    run: async (input, signal) => {
      const subject = await openExport(input);
      const destination = destinationFor(input, subject, store);
      const target = destination ?? formatTarget('csv');
      const planned = await planExport({ ...requestOf(subject), target, moment: new Date() }, signal);
      const { plan } = planned;
      return {
        ...(destination && { destination: destination.id, address: s3Uri(destination.bucket, plan.key) }),
        format: plan.format.type,
        headers: plan.columns.map(({ header }) => header),
        ...(await firstRows(planned, input.rows ?? previewRows.default, signal)),
      };
    },
  };
}

async function firstRows(
  planned: PlannedExport,
  maxRows: number,
  signal: AbortSignal,
): Promise<{ rows: string[][]; more: boolean }> {
  const seen: Row[] = [];
  const observers = [{ rows: (rows: readonly Row[]) => void seen.push(...rows) }];
  const run = await planned.run({ signal, maxRows, observers });
  for await (const { chunks } of run.files('text')) {
    // Reading it to its end is what makes the rows.
    for await (const chunk of chunks) void chunk;
    break;
  }
  const tell = cellTeller(planned.plan.format);
  const rows = seen.slice(0, maxRows).map(({ cells }) => cells.map((cell) => cut(tell(cell).text)));
  return { rows, more: await run.hasMore() };
}

/** No character is cut in two. */
function cut(text: string): string {
  const characters =
    text.length <= longestText
      ? text
      : Array.from(text)
          .slice(0, longestText - 1)
          .join('');
  return characters === text ? text : `${characters}…`;
}
