// Links that add a destination, and the command that makes one. Whoever follows a link is asked first: anybody can have made it.
import { env, l10n, window, workspace, type Disposable, type Uri } from 'vscode';
import type { Destination, DestinationSettings } from '../model/destination';
import { destinationLink, InvalidLink, readDestinationLink } from '../model/destinationLink';
import { endpointName, isUnencrypted } from '../model/endpoint';
import { draftOf } from './destinationDraft';
import type { Services } from './services';
import { showFailure } from './showFailure';
import type { DestinationWizard } from './wizard';

/** Lets VS Code hand over the links that are the extension's. */
export function registerDestinationLinks({ log }: Services, wizard: DestinationWizard): Disposable {
  return window.registerUriHandler({
    handleUri: (uri) => followLink(uri, wizard).catch((error: unknown) => showFailure(error, log)),
  });
}

/** Puts a link to add the same destination into the clipboard. */
export async function copyLink(
  destination: Destination,
  { context }: Pick<Services, 'context'>,
): Promise<void> {
  await env.clipboard.writeText(destinationLink(env.uriScheme, context.extension.id, destination));
  window.setStatusBarMessage(l10n.t('Copied the link to add {0}', destination.name), 5_000);
}

/** @throws InvalidLink */
async function followLink({ path, query }: Uri, wizard: DestinationWizard): Promise<void> {
  if (path !== '/add') throw new InvalidLink(l10n.t('It does not say what to do.'));
  const settings = readDestinationLink(query);
  if (!(await confirmed(settings))) return;
  await wizard.add(draftOf({ ...settings, credentials: { type: 'accessKey' } }, '', undefined));
}

async function confirmed(settings: DestinationSettings): Promise<boolean> {
  const proceed = l10n.t('Continue');
  const question = l10n.t('Add a destination for the bucket {0}?', settings.bucket);
  const detail = detailsOf(settings).join('\n');
  return (await window.showWarningMessage(question, { modal: true, detail }, proceed)) === proceed;
}

function detailsOf({ endpoint, folderPath }: DestinationSettings): string[] {
  return [
    endpoint === undefined
      ? l10n.t('The store is Amazon S3.')
      : l10n.t('The store is {0}.', endpointName(endpoint)),
    ...(endpoint !== undefined && isUnencrypted(endpoint)
      ? [l10n.t('Exports would travel there unencrypted, over http://.')]
      : []),
    ...(folderPath ? [l10n.t('The folder path is {0}.', folderPath)] : []),
    l10n.t(
      'A link asks for this, and anybody can have made it. What you push to this destination goes there: continue only if you know where the link comes from.',
    ),
    ...(workspace.isTrusted
      ? []
      : [
          l10n.t(
            'This window is in Restricted Mode. The destination goes into your own settings, and so into trusted windows, too.',
          ),
        ]),
  ];
}
