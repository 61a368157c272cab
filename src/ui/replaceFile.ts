// Replaces a file's text wholly or not at all: whoever looks finds the old text or the new one.
import { replaceBy } from '../delivery/replaceBy';

/**
 * Writes a file, new or in place of one that is there. A link stays, and the file that it leads to gets the text; a file
 * keeps its mode.
 * @throws what the file system throws; nothing has changed then
 */
export function replaceFile(path: string, text: string): Promise<void> {
  return replaceBy(path, (file) => file.writeFile(text));
}
