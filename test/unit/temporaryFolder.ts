// A folder for a test's files, removed when its suite ends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, type Source } from '../../src/segment/source';

/** Call inside `describe`. */
export function temporaryFolder(): { path: (name: string) => string; write: typeof write } {
  const folder = mkdtempSync(join(tmpdir(), 's3d-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return { path, write: (name, content) => write(path(name), content) };
}

/** Writes a segment file. */
function write(path: string, content: string | Uint8Array): Source {
  writeFileSync(path, content);
  return fileSource(path);
}
