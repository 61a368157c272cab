// Read-only documents whose bytes are made, not stored: a file system with one file for each address. VS Code would
// change line ends and byte-order marks in a text provider's documents; a file system hands on the exact bytes.
import {
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  languages,
  MarkdownString,
  workspace,
  type Disposable,
  type Event,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type TextDocument,
  type Uri,
} from 'vscode';

export interface Content {
  readonly bytes: Uint8Array;
  /** Set where VS Code does not know the language by the file's name. */
  readonly languageId: string | undefined;
}

interface Entry<T> {
  readonly content: T;
  readonly mtime: number;
}

/** How the documents of one scheme come about. */
export interface DocumentKind<T extends Content> {
  readonly scheme: string;
  /** Said when somebody types into a document. */
  readonly readOnlyReason: string;
  /** Makes a document that is not at hand. */
  load(uri: Uri): Promise<T>;
  /** Called while a document is visible. */
  watch?(uri: Uri): Disposable;
}

/** Keeps what open documents show. */
export class ReadOnlyDocuments<T extends Content> implements FileSystemProvider, Disposable {
  private readonly entries = new Map<string, Promise<Entry<T>>>();
  private readonly fileChanged = new EventEmitter<FileChangeEvent[]>();
  private readonly contentChanged = new EventEmitter<void>();
  readonly onDidChangeFile = this.fileChanged.event;
  /** A document's content changed, its bytes or what is said about them. */
  readonly onDidChangeContent: Event<void> = this.contentChanged.event;
  private readonly subscriptions: Disposable[];

  constructor(private readonly kind: DocumentKind<T>) {
    this.subscriptions = [
      this.fileChanged,
      this.contentChanged,
      workspace.registerFileSystemProvider(kind.scheme, this, {
        isCaseSensitive: true,
        isReadonly: new MarkdownString(kind.readOnlyReason),
      }),
      workspace.onDidOpenTextDocument((document) => {
        // Without its content there is nothing to show, and VS Code says why.
        this.setLanguage(document).catch(() => undefined);
      }),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What a document shows; it is made now if it is not at hand. */
  async content(uri: Uri): Promise<T> {
    return (await this.entry(uri)).content;
  }

  /** Gives a document its content. An open editor follows. */
  put(uri: Uri, content: T): void {
    this.entries.set(uri.toString(), Promise.resolve({ content, mtime: Date.now() }));
    this.fileChanged.fire([{ type: FileChangeType.Changed, uri }]);
    this.contentChanged.fire();
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { content, mtime } = await this.entry(uri);
    return { type: FileType.File, ctime: 0, mtime, size: content.bytes.length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return (await this.content(uri)).bytes;
  }

  watch(uri: Uri): Disposable {
    return this.kind.watch?.(uri) ?? { dispose: () => undefined };
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  private entry(uri: Uri): Promise<Entry<T>> {
    const key = uri.toString();
    const entry =
      this.entries.get(key) ?? this.kind.load(uri).then((content) => ({ content, mtime: Date.now() }));
    this.entries.set(key, entry);
    // A failure is not kept: the next reader tries again.
    entry.catch(() => this.entries.delete(key));
    return entry;
  }

  /** A name that VS Code does not know makes plain text; any other language was chosen by name or by a person. */
  private async setLanguage(document: TextDocument): Promise<void> {
    if (document.uri.scheme !== this.kind.scheme || document.languageId !== 'plaintext') return;
    const { languageId } = await this.content(document.uri);
    if (languageId !== undefined) await languages.setTextDocumentLanguage(document, languageId);
  }

  private forget(document: TextDocument): void {
    // A change of language is told as closing and opening, too.
    if (!workspace.textDocuments.includes(document)) this.entries.delete(document.uri.toString());
  }
}
