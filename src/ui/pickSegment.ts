// The questions that come before a preview or a push: which file, and in which format.
import { l10n, QuickPickItemKind, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import type { Format } from '../model/format';
import { segmentExtensions } from '../model/segment';
import type { DestinationStore } from './destinationStore';
import type { PreviewTarget } from './previewUri';

/** Lets a person choose an export definition or a segment file; nothing when they leave. */
export async function pickSubject(
  title: string,
  openLabel = l10n.t('Choose File'),
): Promise<Uri | undefined> {
  return pickFile(title, openLabel, l10n.t('Segment files and export definitions'));
}

/** Lets a person choose a segment file; nothing when they leave. */
export async function pickSegmentFile(title: string): Promise<Uri | undefined> {
  return pickFile(title, l10n.t('Choose Segment File'), l10n.t('Segment files'));
}

async function pickFile(title: string, openLabel: string, filter: string): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    title,
    openLabel,
    filters: { [filter]: [...segmentExtensions] },
    ...(folder && { defaultUri: folder }),
  });
  return chosen?.[0];
}

/** Asks what an export should look like; nothing when the person leaves. */
export async function pickPreviewTarget(store: DestinationStore): Promise<PreviewTarget | undefined> {
  const picked = await window.showQuickPick<TargetItem>(targetItems(store), {
    title: l10n.t('Preview Export'),
    placeHolder: l10n.t('Choose a format, or a destination with its own format and name'),
    matchOnDescription: true,
  });
  return picked?.target;
}

interface TargetItem extends QuickPickItem {
  readonly target?: PreviewTarget;
}

function targetItems(store: DestinationStore): TargetItem[] {
  const formats: TargetItem[] = [
    { label: 'CSV', description: l10n.t('comma-separated'), target: { format: 'csv' } },
    { label: 'TSV', description: l10n.t('tab-separated'), target: { format: 'tsv' } },
    { label: 'JSON', description: l10n.t('one object a line'), target: { format: 'json' } },
  ];
  const destinations = store.destinations().map(({ id, name, format }) => ({
    label: name,
    description: formatText(format),
    target: { destinationId: id },
  }));
  if (destinations.length === 0) return formats;
  return [...formats, { label: l10n.t('Destinations'), kind: QuickPickItemKind.Separator }, ...destinations];
}

function formatText(format: Format): string {
  return `${formatName(format)} (.${format.fileExtension})`;
}

/** CSV, TSV or JSON. */
export function formatName({ type }: Format): string {
  return type.toUpperCase();
}
