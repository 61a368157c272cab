// The address of an S3-compatible store, checked as a person types it.
import * as l10n from '@vscode/l10n';

/** The rules of `endpointProblem`, for schemas, as far as a pattern knows them. */
export const endpointPattern = '^[hH][tT][tT][pP][sS]?://[^/?#@\\s]+(?:/[^?#]*)?$';

export const endpointPatternMessage =
  'An endpoint begins with "https://" or "http://", and has no user name, password, "?" or "#".';

/** Says what is wrong with an endpoint, or nothing. */
export function endpointProblem(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text)) return l10n.t('An endpoint begins with https:// or http://.');
  if (!URL.canParse(text)) return l10n.t('The endpoint is not a web address.');
  const { username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '') return l10n.t('An endpoint has no user name or password in it.');
  if (search !== '' || hash !== '') return l10n.t('An endpoint has no "?" or "#".');
  return undefined;
}

/** What an endpoint is called: its host, and the path by which a gateway may tell its tenants apart. */
export function endpointName(endpoint: string): string {
  const { host, pathname } = new URL(endpoint);
  return `${host}${pathname.replace(/\/*$/, '')}`;
}

/** Whether an export would travel in the clear, to another machine than this one. */
export function isUnencrypted(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
