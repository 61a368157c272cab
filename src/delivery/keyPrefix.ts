// What the keys of all of a destination's exports begin with.
import { fixedFolder } from '../export/naming';
import type { Destination } from '../model/destination';

/** The folder path as far as it has no macro, with a slash behind it; empty for the top of the bucket. */
export function keyPrefix({ folderPath }: Pick<Destination, 'folderPath'>): string {
  const folder = fixedFolder(folderPath);
  return folder === '' ? '' : `${folder}/`;
}
