// The naming rules of S3 buckets and folder paths, checked as a person types.
// Source: "General purpose bucket naming rules" and "Naming Amazon S3 objects" in the Amazon S3 User Guide.
import * as l10n from '@vscode/l10n';

const reservedPrefixes = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedSuffixes = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** The rules of `bucketNameProblem` but for the length, for schemas. */
export const bucketNamePattern = [
  `^(?!${reservedPrefixes.join('|')})`,
  '(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)',
  '(?!.*(?:\\.\\.|\\.-|-\\.))',
  `(?!.*(?:${reservedSuffixes.join('|').replace('.', '\\.')})$)`,
  '[a-z0-9][a-z0-9.-]*[a-z0-9]$',
].join('');

/** The rules of `folderPathProblem`, for schemas, as far as a pattern knows them. */
export const folderPathPattern =
  '^(?!(?:\\s*|.*/)\\.{1,2}(?:/|\\s*$))(?!.*[^/\\s]//+[^/\\s])[^\\u0000-\\u001f\\u007f]*$';

/** Says what is wrong with a bucket name, or nothing when S3 would take it. Runs in linear time. */
export function bucketNameProblem(name: string): string | undefined {
  if (/\s/.test(name)) return l10n.t('A bucket name has no spaces.');
  if (name.length < 3 || name.length > 63) return l10n.t('A bucket name has 3 to 63 characters.');
  if (!/^[a-z0-9.-]+$/.test(name)) {
    return l10n.t('A bucket name has only lowercase letters, digits, hyphens and dots.');
  }
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) {
    return l10n.t('A bucket name begins and ends with a letter or digit.');
  }
  if (/\.\.|\.-|-\./.test(name))
    return l10n.t('A bucket name has no two dots, or dot and hyphen, side by side.');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return l10n.t('A bucket name is not an IP address.');
  const reserved =
    reservedPrefixes.find((prefix) => name.startsWith(prefix)) ??
    reservedSuffixes.find((suffix) => name.endsWith(suffix));
  if (reserved !== undefined) return l10n.t('Amazon S3 reserves bucket names with "{0}".', reserved);
  return undefined;
}

/** Says what is wrong with a folder path, or nothing. Slashes at its ends do not matter: see `normaliseFolderPath`. */
export function folderPathProblem(path: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001f\u007f]/.test(path)) return l10n.t('A folder path has no control characters.');
  const folders = normaliseFolderPath(path).split('/');
  if (folders.length > 1 && folders.includes('')) return l10n.t('A folder path has no empty folder ("//").');
  // Many tools resolve these as a file system would, and then cannot reach the object.
  if (folders.includes('.') || folders.includes('..')) {
    return l10n.t('A folder path has no folder named "." or "..".');
  }
  if (Buffer.byteLength(path) > 700)
    return l10n.t('A folder path has at most 700 bytes, so that a name fits behind it.');
  return undefined;
}

/** A folder path without slashes at its ends: the empty string is the bucket's root. */
export function normaliseFolderPath(path: string): string {
  return path.trim().replace(/^\/+/, '').replace(/\/+$/, '');
}

/** Takes `s3://bucket/folder/path` apart, or returns nothing when the text is no such address. */
export function parseS3Uri(text: string): { bucket: string; folderPath: string } | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/i.exec(text.trim());
  if (!match?.[1]) return undefined;
  return { bucket: match[1], folderPath: normaliseFolderPath(match[2] ?? '') };
}

/** `s3://bucket/key`. */
export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}
