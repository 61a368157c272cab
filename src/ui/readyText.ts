// What a check that succeeded says: what is allowed, and what a push has to do without.
import { l10n } from 'vscode';
import type { ConnectionCheck } from '../delivery/check';

export function readyText(name: string, { read, list, abort, parts, decrypt }: ConnectionCheck): string {
  return [readText(name, read), listText(list), decryptText(decrypt), abortText(abort), partsText(parts)]
    .filter((text) => text !== '')
    .join(' ');
}

function readText(name: string, read: ConnectionCheck['read']): string {
  switch (read) {
    case 'allowed':
      return l10n.t('{0} is ready: writing and reading are allowed.', name);
    case 'denied':
      return l10n.t(
        "{0} is ready: writing is allowed, reading is not (verification will use the upload's checksums).",
        name,
      );
    case 'unknown':
      return l10n.t(
        '{0} is ready: writing is allowed; whether reading is, the store does not tell before there is an object.',
        name,
      );
  }
}

function listText(list: ConnectionCheck['list']): string {
  if (list === 'allowed') return '';
  return l10n.t('Listing is not allowed (s3:ListBucket), so the view cannot show what was delivered.');
}

function decryptText(decrypt: ConnectionCheck['decrypt']): string {
  if (decrypt !== 'denied') return '';
  return l10n.t('Parts cannot be encrypted (kms:Decrypt), so exports of more than 8 MB will fail.');
}

function abortText(abort: ConnectionCheck['abort']): string {
  if (abort === 'allowed') return '';
  return l10n.t(
    'Removing an unfinished upload is not allowed (s3:AbortMultipartUpload): a push that is cancelled leaves its parts.',
  );
}

function partsText(parts: ConnectionCheck['parts']): string {
  if (parts === 'allowed') return '';
  return l10n.t(
    'Looking at an unfinished upload is not allowed (s3:ListMultipartUploadParts): one that was interrupted cannot go on.',
  );
}
