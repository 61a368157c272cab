// The export definitions of the workspace. They are looked for when somebody first asks, then followed: a change reads the
// one file that changed. What counts is what is on disk.
import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Disposable, EventEmitter, FileSystemError, l10n, workspace, type Event, type Uri } from 'vscode';
import { definitionIn, DefinitionTooLarge, largestDefinition } from '../export/definitionText';
import { definitionFileName, type Definition } from '../model/definition';
import { asFailure, Failure } from '../model/failure';
import { definitionPattern, definitionsBelow } from './definitionsBelow';

interface NamedFile {
  readonly uri: Uri;
  /** The file's name without `.s3export.json`. */
  readonly name: string;
}

/** A definition in the workspace, or why its file holds none. */
export type DefinitionFile =
  (NamedFile & { readonly definition: Definition }) | (NamedFile & { readonly problem: Failure });

/** What became of one file. Undefined before: it is new. Undefined after: it has gone. One of them is there. */
export interface DefinitionChange {
  readonly before: DefinitionFile | undefined;
  readonly after: DefinitionFile | undefined;
}

/** VS Code could not read the file, for a reason of its file system. */
export class UnreadableDefinition extends Failure {
  constructor(cause: unknown) {
    super(
      'unreadable-definition',
      {
        what: l10n.t('The export definition cannot be read.'),
        why: l10n.t('The file system does not give its content.'),
        next: l10n.t("Check the file's permissions."),
      },
      { cause },
    );
  }
}

/** How many definitions are shown at most. */
export const mostDefinitions = 500;

/** Folders come with many files; looking after the last one spares the looks between. */
const settleMs = 300;

export class Definitions implements Disposable {
  private readonly changed = new EventEmitter<DefinitionChange>();
  /** A file was added, changed or removed. */
  readonly onDidChange: Event<DefinitionChange> = this.changed.event;
  private found: Promise<Map<string, DefinitionFile>> | undefined;
  private isCut = false;
  private watcher: Disposable | undefined;
  /** One change after the other, so that the last reading is the one that counts. */
  private work: Promise<void> = Promise.resolve();

  /** All definitions, by name. The first call searches the workspace. Never rejects for what one file holds. */
  async all(): Promise<readonly DefinitionFile[]> {
    return [...(await this.files()).values()].sort(byName);
  }

  /** Whether the workspace has more than the `mostDefinitions` that are told. */
  async hasMore(): Promise<boolean> {
    await this.files();
    return this.isCut;
  }

  /** Searches anew: not all that happens to files is told. Before the first call of `all` there is nothing to renew. */
  refresh(): void {
    if (this.found) this.next(() => this.lookAgain());
  }

  dispose(): void {
    this.watcher?.dispose();
    this.changed.dispose();
  }

  private files(): Promise<Map<string, DefinitionFile>> {
    this.watcher ??= this.watch();
    return (this.found ??= this.find().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    }));
  }

  private async find(): Promise<Map<string, DefinitionFile>> {
    const folders = workspace.workspaceFolders ?? [];
    const found = folders.map(({ uri }) => definitionsBelow(uri, mostDefinitions + 1));
    const uris = (await Promise.all(found)).flat();
    this.isCut = uris.length > mostDefinitions;
    const files = await Promise.all(uris.slice(0, mostDefinitions).map(read));
    return new Map(files.flatMap((file) => (file ? [[file.uri.toString(), file]] : [])));
  }

  private watch(): Disposable {
    const written = workspace.createFileSystemWatcher(definitionPattern, false, false, true);
    // Of a folder that comes or goes, VS Code may tell the folder alone.
    const around = workspace.createFileSystemWatcher('**', false, true, false);
    const readAgain = (uri: Uri): void => this.next(() => this.update(uri));
    let timer: NodeJS.Timeout | undefined;
    const searchSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => this.refresh(), settleMs);
    };
    return Disposable.from(
      written,
      written.onDidCreate(readAgain),
      written.onDidChange(readAgain),
      // What is saved here is known, whatever the watcher misses in folders that are new.
      workspace.onDidSaveTextDocument(({ uri }) => definitionFileName.test(uri.path) && readAgain(uri)),
      around,
      around.onDidCreate((uri) => mayBeFolder(uri) && searchSoon()),
      around.onDidDelete((uri) => this.next(() => this.remove(uri))),
      workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      new Disposable(() => clearTimeout(timer)),
    );
  }

  private next(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch(() => undefined);
  }

  private async lookAgain(): Promise<void> {
    const [files, now] = [await this.files(), await this.find()];
    for (const key of new Set([...files.keys(), ...now.keys()])) this.put(key, now.get(key), files);
  }

  private async update(uri: Uri): Promise<void> {
    const files = await this.files();
    if (isIgnored(uri)) return;
    if (!files.has(uri.toString()) && files.size >= mostDefinitions) this.isCut = true;
    else this.put(uri.toString(), await read(uri), files);
  }

  private async remove(gone: Uri): Promise<void> {
    const files = await this.files();
    for (const key of [...files.keys()]) {
      if (key === gone.toString() || key.startsWith(`${gone.toString()}/`)) this.put(key, undefined, files);
    }
  }

  private put(key: string, after: DefinitionFile | undefined, files: Map<string, DefinitionFile>): void {
    const before = files.get(key);
    if (after) files.set(key, after);
    else files.delete(key);
    if (!isDeepStrictEqual(contentOf(before), contentOf(after))) this.changed.fire({ before, after });
  }
}

function contentOf(file: DefinitionFile | undefined): unknown {
  return file && ('problem' in file ? file.problem.explanation : file.definition);
}

function isIgnored(uri: Uri): boolean {
  return uri.path.includes('/node_modules/') || workspace.getWorkspaceFolder(uri) === undefined;
}

/** Folders seldom have a dot in their names, and most files have one. */
function mayBeFolder(uri: Uri): boolean {
  return !posix.basename(uri.path).includes('.') && !isIgnored(uri);
}

/** Nothing is returned for a file that has gone in the meantime. */
async function read(uri: Uri): Promise<DefinitionFile | undefined> {
  const name = posix.basename(uri.path).replace(definitionFileName, '');
  try {
    return { uri, name, definition: definitionIn(await content(uri)) };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    const problem = error instanceof FileSystemError ? new UnreadableDefinition(error) : asFailure(error);
    return { uri, name, problem };
  }
}

async function content(uri: Uri): Promise<Uint8Array> {
  const { size } = await workspace.fs.stat(uri);
  if (size > largestDefinition) throw new DefinitionTooLarge();
  return workspace.fs.readFile(uri);
}

function byName(a: DefinitionFile, b: DefinitionFile): number {
  return a.name.localeCompare(b.name) || (a.uri.path < b.uri.path ? -1 : 1);
}
