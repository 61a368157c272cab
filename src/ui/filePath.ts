// What a file is called where Uris are not known: below the user interface, in receipts and lists of runs.
import { Uri } from 'vscode';

/** The path of a file on disk, the address of any other. */
export function pathOf(file: Uri): string {
  return file.scheme === 'file' ? file.fsPath : file.toString();
}

/** The file that `pathOf` gave the path of. */
export function uriOf(path: string): Uri {
  // A drive of Windows is one letter.
  return /^[a-z][a-z\d+.-]+:\//i.test(path) ? Uri.parse(path) : Uri.file(path);
}
