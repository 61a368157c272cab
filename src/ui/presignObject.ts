// Copy Presigned URL…: an address by which anybody can read an object for a while. It goes to the clipboard and nowhere else:
// it is as good as a key.
import { posix } from 'node:path';
import { env, l10n, window, type QuickPickItem } from 'vscode';
import { presign, type PresignedAddress } from '../delivery/presign';
import { formatTime } from './figures';
import { plainText } from './plainText';
import { signalOfWork } from './progress';
import type { Services } from './services';
import type { ObjectNode } from './treeNodes';
import { withConnection } from './withConnection';

interface Duration extends QuickPickItem {
  readonly seconds: number;
}

/** @throws what `presign` throws */
export async function copyPresignedUrl(
  { destination, key }: ObjectNode,
  { asking }: Pick<Services, 'asking'>,
): Promise<void> {
  const name = posix.basename(key);
  const duration = await askDuration(name);
  if (!duration) return;
  const moment = new Date();
  const { seconds } = duration;
  const address = await withConnection(destination, asking, (connection) =>
    presign(connection, key, { seconds, moment, signal: signalOfWork() }),
  );
  await env.clipboard.writeText(address.url);
  const isCutShort = address.endsAt.getTime() < moment.getTime() + seconds * 1000;
  void window.showInformationMessage(plainText(copiedText(name, address, isCutShort)));
}

async function askDuration(name: string): Promise<Duration | undefined> {
  const minutes = 60;
  const day = 24 * 60 * minutes;
  const durations: readonly Duration[] = [
    { label: l10n.t('15 minutes'), seconds: 15 * minutes },
    { label: l10n.t('1 hour'), seconds: 60 * minutes },
    { label: l10n.t('1 day'), seconds: day },
    { label: l10n.t('7 days'), seconds: 7 * day },
  ];
  return window.showQuickPick(durations, {
    title: l10n.t('Copy Presigned URL of {0}', name),
    placeHolder: l10n.t('Whoever has the address can read the object until then. How long is it good for?'),
  });
}

function copiedText(name: string, { endsAt, mayEndEarlier }: PresignedAddress, isCutShort: boolean): string {
  const end = formatTime(endsAt, new Date(), env.language);
  const copied = l10n.t('Copied. Whoever has the address can read {0} until then: {1}.', name, end);
  if (isCutShort) return `${copied} ${l10n.t('That is when the temporary credentials end.')}`;
  if (mayEndEarlier)
    return `${copied} ${l10n.t('It ends earlier if the temporary credentials that signed it do.')}`;
  return copied;
}
