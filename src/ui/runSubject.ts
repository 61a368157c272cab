// How the list of runs names the file that was pushed.
import { Uri } from 'vscode';

/** The path of a file of this machine, the address of any other. */
export function runSubject(file: Uri): string {
  return file.scheme === 'file' ? file.fsPath : file.toString();
}

/** The file that a run's subject names. */
export function subjectFile(subject: string): Uri {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(subject) ? Uri.parse(subject) : Uri.file(subject);
}
