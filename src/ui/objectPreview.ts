// Open Preview of Object: a read-only editor with the beginning of what the bucket really holds. And Copy S3 URI of Object.
import { posix } from 'node:path';
import { commands as vscodeCommands, Disposable, env, l10n, window, workspace, type Command } from 'vscode';
import { s3Uri } from '../model/bucketName';
import type { Destination } from '../model/destination';
import { commands, schemes } from './contributions';
import { loadObject, type ObjectContent } from './objectContent';
import { objectUri, parseObjectUri } from './objectUri';
import { findDestination } from './findDestination';
import { ReadOnlyDocuments } from './readOnlyDocuments';
import { sizeText } from './localFigures';
import { registerLenses, textLens } from './lenses';
import { withCancellableProgress } from './progress';
import { destinationActions } from './destinationActions';
import type { Services } from './services';
import { showFailure } from './showFailure';

/** What the commands are handed: a row of the tree has this, too. */
export interface ObjectArgument {
  readonly destination: Destination;
  readonly key: string;
}

/** Registers the commands and the file system of their editors. */
export function registerObjectPreview(services: Services): Disposable {
  const { store, keys } = services;
  const documents: ReadOnlyDocuments<ObjectContent> = new ReadOnlyDocuments({
    scheme: schemes.object,
    readOnlyReason: l10n.t('This is an object in a bucket. It cannot be changed here.'),
    load: async (uri) => {
      const { destinationId, key } = parseObjectUri(uri);
      return loadObject(findDestination(store, destinationId), key, keys);
    },
  });
  return Disposable.from(
    documents,
    registerLenses(schemes.object, documents, (_uri, content) => summarise(content)),
    vscodeCommands.registerCommand(commands.openObject, (object: ObjectArgument) =>
      openObject(object, documents, services),
    ),
    vscodeCommands.registerCommand(commands.copyObjectUri, copyObjectUri),
  );
}

async function openObject(
  { destination, key }: ObjectArgument,
  documents: ReadOnlyDocuments<ObjectContent>,
  services: Services,
): Promise<void> {
  try {
    const title = l10n.t('Reading {0}', posix.basename(key));
    const content = await withCancellableProgress(title, (signal) =>
      loadObject(destination, key, services.asking, signal),
    );
    const uri = objectUri({ destinationId: destination.id, key });
    documents.put(uri, content);
    await window.showTextDocument(await workspace.openTextDocument(uri));
  } catch (error) {
    const retry = (changed: Destination): Promise<void> =>
      openObject({ destination: changed, key }, documents, services);
    await showFailure(error, services.log, destinationActions(error, destination, services, retry));
  }
}

async function copyObjectUri({ destination, key }: ObjectArgument): Promise<void> {
  const uri = s3Uri(destination.bucket, key);
  await env.clipboard.writeText(uri);
  window.setStatusBarMessage(l10n.t('Copied {0}', uri), 4000);
}

function summarise(content: ObjectContent): Command[] {
  return [textLens([s3Uri(content.destination.bucket, content.key), extent(content)].join(' · '))];
}

function extent({ bytes, total, compressed }: ObjectContent): string {
  if (compressed) return l10n.t('{0}, compressed: its content is not shown', sizeText(total));
  if (bytes.length === total) return l10n.t('the whole object, {0}', sizeText(total));
  return l10n.t('first {0} of {1}', sizeText(bytes.length), sizeText(total));
}
