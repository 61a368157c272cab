// An ETag as headers and listings have it stands in quotes; receipts and comparisons have it without.

/** @returns undefined for none */
export function unquoted(etag: string | undefined): string | undefined {
  return etag?.replaceAll('"', '');
}
