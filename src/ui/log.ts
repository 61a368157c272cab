// The log channel. Only facts go here: ids, keys of objects, codes, figures; never secrets, rows or text of a segment file.
import { window, type LogOutputChannel } from 'vscode';

export type Log = LogOutputChannel;

export function createLog(): Log {
  return window.createOutputChannel('S3 Destinations', { log: true });
}
