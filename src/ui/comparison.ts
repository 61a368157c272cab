// Compares an export with what was delivered: finds it, brings it here, compares, and hands the differences on as rows of the
// preview's grid.
import { deliveryOf, lastDelivery, type DeliveredExport } from '../delivery/lastDelivery';
import { download } from '../delivery/download';
import { makePrivateFolder } from '../delivery/privateFolder';
import { compareExports, type Comparison } from '../export/compare/compare';
import type { PlannedExport } from '../export/planned';
import type { Destination } from '../model/destination';
import type { ComparisonState, DifferenceFilter, GridRow } from '../webview/protocol';
import { compareStep, deliveredText, downloadStep, outcomeText, type Step } from './comparisonText';
import { differenceRow } from './differenceRows';
import type { Services } from './services';
import { stateFolder } from './stateFolder';
import { withConnection } from './withConnection';

export interface CompareRequest {
  readonly planned: PlannedExport;
  readonly destination: Destination;
  /** Of the object to compare with. Default: the last delivery of this export. */
  readonly key?: string | undefined;
  /** Headers by which rows are matched; none: whole rows. Default: the deduplication keys: see `CompareOptions`. */
  readonly by?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: Step) => void) | undefined;
}

export interface PreviewComparison {
  /** Its counts are of the differences that can be shown; its text tells all. */
  readonly state: ComparisonState;
  readonly comparison: Comparison;
  /** The delivery that was compared with. */
  readonly delivered: DeliveredExport;
  /** @param from from 0 @param whole whether long values are left whole. Default: they are cut */
  rows(filter: DifferenceFilter, from: number, count: number, whole?: boolean): Promise<GridRow[]>;
  /** Lets go of the differences. */
  dispose(): Promise<void>;
}

/**
 * @throws NothingDelivered, ObjectGone, DownloadDiffers, S3Failure, and what `compareExports` and a connection throw
 */
export async function compareForPreview(
  request: CompareRequest,
  services: Pick<Services, 'asking' | 'receipts' | 'context'>,
): Promise<PreviewComparison> {
  const { planned, destination, key, by, signal, onProgress } = request;
  const { receipts } = services;
  const folder = stateFolder(services.context);
  await makePrivateFolder(folder);
  const { delivered, old } = await withConnection(destination, services.asking, async (connection) => {
    const search = { plan: planned.plan, receipts, signal };
    const found = await (key === undefined
      ? lastDelivery(connection, search)
      : deliveryOf(connection, key, search));
    const onBytes = (read: number, all: number): void => onProgress?.(downloadStep(read, all));
    return {
      delivered: found,
      old: await download(connection, found, { folder, signal, onProgress: onBytes }),
    };
  });
  let rowsBefore = 0;
  const comparison = await compareExports({
    ...{ planned, old, by, folder, signal },
    onProgress: (progress) => {
      if (progress.step === 'old') rowsBefore = progress.rows;
      onProgress?.(compareStep(progress, rowsBefore));
    },
  }).finally(() => old.dispose());
  return {
    ...{ comparison, delivered },
    state: { with: deliveredText(delivered), counts: comparison.listed, text: outcomeText(comparison) },
    rows: async (filter, from, count, whole) =>
      (await comparison.list(filter, from, count)).map((each) => differenceRow(each, comparison, whole)),
    dispose: () => comparison.dispose(),
  };
}
