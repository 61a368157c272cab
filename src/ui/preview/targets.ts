// What an export can be previewed for: the destination that its definition names, any other, or a format alone.
import { l10n, workspace } from 'vscode';
import { s3Uri } from '../../model/bucketName';
import type { Choice } from '../../webview/protocol';
import type { DestinationStore } from '../destinationStore';
import { namedId } from '../findDestination';
import { readFormatType } from '../../model/format';
import type { PreviewTarget } from '../previewUri';
import type { Subject } from '../subject';

const named = 'named';

/** A target as the page knows it. */
export function targetValue(target: PreviewTarget): string {
  if ('destinationId' in target) return `destination:${target.destinationId}`;
  return 'format' in target ? `format:${target.format}` : named;
}

/** Which of the choices a target is: what the definition names is chosen as such, whoever has named it. */
export function choiceOf(target: PreviewTarget, subject: Subject | undefined): string {
  const id = subject && namedId(subject);
  const isNamed = id !== undefined && 'destinationId' in target && target.destinationId === id;
  return targetValue(isNamed ? { destination: named } : target);
}

/** @returns undefined for what is no target, or none before the workspace is trusted */
export function readTarget(value: string): PreviewTarget | undefined {
  if (value === named) return workspace.isTrusted ? { destination: named } : undefined;
  const [kind, ...rest] = value.split(':');
  const text = rest.join(':');
  if (kind === 'destination' && text !== '') return { destinationId: text };
  const format = kind === 'format' ? readFormatType(text) : undefined;
  return format && { format };
}

/** The choices, that of the definition first. */
export function targetChoices(store: DestinationStore, subject: Subject | undefined): Choice[] {
  const id = subject && namedId(subject);
  const byDefinition =
    id === undefined
      ? []
      : [
          {
            value: targetValue({ destination: named }),
            label: store.get(id)?.name ?? id,
            description: l10n.t('as the export definition says'),
          },
        ];
  const destinations = store
    .destinations()
    .filter((destination) => destination.id !== id)
    .map(({ id: own, name, bucket, folderPath }) => ({
      value: targetValue({ destinationId: own }),
      label: name,
      description: s3Uri(bucket, folderPath),
    }));
  const formats = (['csv', 'tsv', 'json'] as const).map((format) => ({
    value: targetValue({ format }),
    label: format.toUpperCase(),
    description: l10n.t('a format alone'),
  }));
  return [...byDefinition, ...destinations, ...formats];
}

/**
 * What is shown when nobody has chosen yet: what the definition says, what was chosen last, the only destination, CSV.
 * @param last as `targetValue` gives it
 */
export function firstTarget(
  store: DestinationStore,
  subject: Subject,
  last: string | undefined,
): PreviewTarget {
  if (namedId(subject) !== undefined) return { destination: named };
  const chosen = last === undefined ? undefined : readTarget(last);
  const isThere = chosen && !('destination' in chosen) && isUsable(store, chosen);
  if (isThere) return chosen;
  const [only, ...others] = store.destinations();
  return only && others.length === 0 ? { destinationId: only.id } : { format: 'csv' };
}

function isUsable(store: DestinationStore, target: PreviewTarget): boolean {
  return !('destinationId' in target) || store.get(target.destinationId) !== undefined;
}
