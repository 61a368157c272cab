// What S3 would refuse of the settings of objects, told when the settings are read instead of at a push.
import * as l10n from '@vscode/l10n';
import type { ObjectOptions } from './objectSettings';

/** What the store keeps beside it: the SHA-256 of the object; of a run by a schedule, what tells that run from others. */
export const ownMetadata = ['sha256', 'due', 'files', 'export'];
/** Names and values: of 64, 24, at most 16, and 16 characters. */
const ownMetadataBytes = ownMetadata.join('').length + 64 + 24 + 16 + 16;
/** Names and values together. Source: "Working with object metadata", Amazon S3 User Guide. */
const maxMetadataBytes = 2048 - ownMetadataBytes;

/** What names of headers may have, as far as every store keeps them as they are. */
export const metadataNamePattern = '^[a-z0-9][a-z0-9._-]*$';
const metadataName = new RegExp(metadataNamePattern);

/**
 * What a tag may have. Source: the pattern of "Tag" in the Amazon S3 API Reference; stores that allow more are not asked.
 */
export const tagTextPattern = '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$';
const tagText = new RegExp(tagTextPattern, 'u');
export const tagTextMessage = 'A tag has letters, digits, spaces and "+ - = . _ : / @".';

/** Says what is wrong with how objects are written, or nothing. */
export function objectProblem({
  metadata,
  tags,
}: Pick<ObjectOptions, 'metadata' | 'tags'>): string | undefined {
  const own = ownMetadata.find((name) => name in metadata);
  if (own !== undefined) {
    return l10n.t('The metadata "{0}" is written by the extension itself: give yours another name.', own);
  }
  for (const [name, value] of Object.entries(metadata)) {
    if (!metadataName.test(name)) {
      return l10n.t(
        'The name of the metadata "{0}" has other characters than small letters, digits and . _ -',
        name,
      );
    }
    // A store keeps no spaces at the ends.
    if (value.trim() !== value) return l10n.t('The metadata "{0}" has spaces at an end.', name);
  }
  const bytes = Object.entries(metadata).flat().join('').length;
  if (bytes > maxMetadataBytes) {
    return l10n.t(
      'The metadata has {0} bytes, names and values together; at most {1} are possible.',
      bytes,
      maxMetadataBytes,
    );
  }
  for (const [name, value] of Object.entries(tags)) {
    if (name === '') return l10n.t('A tag has no name.');
    if (name.startsWith('aws:')) return l10n.t('Tags that begin with "aws:" belong to AWS: "{0}".', name);
    if (!tagText.test(name) || !tagText.test(value)) {
      return l10n.t(
        'The tag "{0}" has other characters than letters, digits, spaces and + - = . _ : / @.',
        name,
      );
    }
  }
  return undefined;
}
