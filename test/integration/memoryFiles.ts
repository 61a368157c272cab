// A file system in memory under a scheme of its own, as a workspace that is not on disk has one.
import { posix } from 'node:path';
import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  Uri,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from 'vscode';

export const memoryScheme = 's3d-memory';

interface File {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** Folders are there as soon as a file is in them. */
export class MemoryFiles implements FileSystemProvider, Disposable {
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  /** How often files were read as a whole, by path. */
  readonly reads = new Map<string, number>();
  /** What files say of their size, where that is not their length. */
  readonly sizes = new Map<string, number>();
  /** Files that cannot be looked at for now. */
  readonly unavailable = new Set<string>();
  private readonly files = new Map<string, File>();
  private readonly registration = workspace.registerFileSystemProvider(memoryScheme, this, {
    isCaseSensitive: true,
  });
  private clock = 1;

  /** Writes a file. @param path for example `/exports/a b.csv` @returns its address */
  write(path: string, content: string | Uint8Array): Uri {
    const uri = Uri.from({ scheme: memoryScheme, path });
    this.writeFile(uri, Buffer.from(content));
    return uri;
  }

  text(path: string): string | undefined {
    const file = this.files.get(path);
    return file && Buffer.from(file.bytes).toString();
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat({ path }: Uri): FileStat {
    if (this.unavailable.has(path)) throw FileSystemError.Unavailable();
    const file = this.files.get(path);
    if (file) {
      const size = this.sizes.get(path) ?? file.bytes.length;
      return { type: FileType.File, ctime: 0, mtime: file.mtime, size };
    }
    if (this.namesIn(path).length === 0) throw FileSystemError.FileNotFound();
    return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    return this.namesIn(path).map((name) => [
      name,
      this.files.has(posix.join(path, name)) ? FileType.File : FileType.Directory,
    ]);
  }

  readFile({ path }: Uri): Uint8Array {
    const file = this.files.get(path);
    if (!file) throw FileSystemError.FileNotFound();
    this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    return file.bytes;
  }

  writeFile(uri: Uri, bytes: Uint8Array): void {
    const type = this.files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
    this.files.set(uri.path, { bytes, mtime: this.clock++ });
    this.changed.fire([{ type, uri }]);
  }

  createDirectory(): void {
    // A folder is there as soon as a file is in it.
  }

  delete(uri: Uri): void {
    this.files.delete(uri.path);
    this.changed.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  rename(): void {
    throw FileSystemError.NoPermissions();
  }

  private namesIn(folder: string): string[] {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    const below = [...this.files.keys()].filter((path) => path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))];
  }
}
