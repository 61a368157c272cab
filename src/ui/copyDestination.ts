// What can be copied of a destination: its address, and its settings as JSON that Import Destinations and settings.json take.
import { env, l10n, window } from 'vscode';
import { fixedFolder } from '../export/naming';
import { s3Uri } from '../model/bucketName';
import type { Destination, DestinationSettings } from '../model/destination';
import { destinationJson } from '../model/destinationImport';
import type { Services } from './services';

export async function copyUri({ bucket, folderPath }: Destination): Promise<void> {
  // An address with macros in it would lead nowhere.
  const uri = s3Uri(bucket, fixedFolder(folderPath));
  await env.clipboard.writeText(uri);
  window.setStatusBarMessage(l10n.t('Copied {0}', uri), 5_000);
}

export async function copyJson({ id, name }: Destination, { store }: Pick<Services, 'store'>): Promise<void> {
  // The destination could be read, so its settings follow the schema, which has no place for a secret.
  const settings = store.rawSettings(id) as DestinationSettings;
  await env.clipboard.writeText(destinationJson({ id, settings }));
  window.setStatusBarMessage(l10n.t('Copied {0} as JSON', name), 5_000);
}
