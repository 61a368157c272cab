// What the record of a run holds so that a later window can plan it again: the file that was exported.
import { Uri } from 'vscode';
import type { Subject } from './subject';

export function runRequest({ file }: Subject): unknown {
  return { file: file.toString() };
}

/** @returns undefined for what is no request of the window's */
export function requestedFile(request: unknown): Uri | undefined {
  if (typeof request !== 'object' || request === null || !('file' in request)) return undefined;
  return typeof request.file === 'string' ? Uri.parse(request.file) : undefined;
}
