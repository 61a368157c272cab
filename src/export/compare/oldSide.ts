// The old side of a comparison: what was delivered, read back by the format of the export. Gzip and zip are known by their
// content, whatever the format says now.
import type { Format } from '../../model/format';
import { Failure } from '../../model/failure';
import type { RecordValue } from '../../segment/records';
import type { SourceFile } from '../../segment/files';
import { readText } from '../../segment/text';
import { jsonText } from '../cells';
import { mostColumns } from '../columns';
import { own } from '../own';
import { UnreadableDelivery } from './failures';
import { textsOf, type SideRow, type Text } from './sideRow';
import { BadTable, readFields, readObjects, type Fields } from './table';
import { BadZip, unzipped } from './unzip';

/** A delivered object. */
export type OldFile = Pick<SourceFile, 'size' | 'read'>;

/** What was delivered. */
export interface OldExport {
  /** Of the first object, without folders: for messages. */
  readonly name: string;
  /** The objects' bytes, in the order of the export's files. */
  readonly files: readonly OldFile[];
}

export interface OldSideOptions {
  readonly format: Format;
  /** Of the new export: they name the columns where the format has no header. */
  readonly headers: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export class OldSide {
  constructor(
    private readonly old: OldExport,
    private readonly options: OldSideOptions,
  ) {}

  /** In their order. Of JSON they are the keys of all records, which are read for them. @throws UnreadableDelivery */
  async headers(): Promise<readonly string[]> {
    const { format, headers } = this.options;
    if (format.type === 'json') return this.keys();
    const [first] = this.old.files;
    if (!first) return headers;
    for await (const [row] of this.fieldsOf(first)) {
      if (!row) continue;
      return format.header ? row : row.map((_, index) => headers[index] ?? `column_${index + 1}`);
    }
    return headers;
  }

  /** @param own what `headers` gave @throws UnreadableDelivery; the signal's AbortError */
  async *rows(own: readonly string[]): AsyncGenerator<readonly SideRow[]> {
    let count = 0;
    for (const file of this.old.files) {
      for await (const batch of this.textsOf(file, own))
        yield batch.map((texts) => ({ row: ++count, texts }));
    }
  }

  private textsOf(file: OldFile, own: readonly string[]): AsyncGenerator<readonly (readonly Text[])[]> {
    const { headers, format } = this.options;
    if (format.type === 'json') return this.textsOfObjects(file);
    const places = headers.map((header) => own.indexOf(header));
    return this.textsOfFields(file, own, places);
  }

  private async *textsOfFields(file: OldFile, own: readonly string[], places: readonly number[]) {
    const { delimiter, header } = this.options.format;
    let beginning = header;
    for await (const batch of this.fieldsOf(file)) {
      const skipped = beginning && batch.length > 0 && this.isHeader(file, batch[0] ?? [], own) ? 1 : 0;
      if (batch.length > 0) beginning = false;
      yield batch.slice(skipped).map((fields) => {
        const texts = textsOf(fields, own.length, delimiter);
        return places.map((place) => texts[place] ?? null);
      });
    }
  }

  /** Whether files behind the first one have a header is told by them: the definition may have said otherwise then. */
  private isHeader(file: OldFile, row: Fields, own: readonly string[]): boolean {
    return file === this.old.files[0] || JSON.stringify(row) === JSON.stringify(own);
  }

  private async *textsOfObjects(file: OldFile) {
    const { headers } = this.options;
    for await (const batch of this.objectsOf(file))
      yield batch.map((object) => headers.map((header) => jsonOf(object, header)));
  }

  private async keys(): Promise<readonly string[]> {
    const keys = new Set<string>();
    for (const file of this.old.files) {
      for await (const batch of this.objectsOf(file)) {
        for (const object of batch) for (const key of Object.keys(object)) keys.add(key);
        if (keys.size > mostColumns) throw new UnreadableDelivery(this.old.name, undefined, undefined);
      }
    }
    return [...keys];
  }

  private fieldsOf(file: OldFile): AsyncGenerator<readonly Fields[]> {
    return this.explained(readFields(this.text(file), this.options.format));
  }

  private objectsOf(file: OldFile): AsyncGenerator<readonly RecordValue[]> {
    return this.explained(readObjects(this.text(file)));
  }

  private text(file: OldFile): AsyncGenerator<string> {
    const { format, signal, onBytes } = this.options;
    const content = { read: () => unzipped(counted(file.read(signal), onBytes)) };
    // With a byte order mark the text says it itself, also one that was written in another encoding.
    return readText(content, format.encoding === 'utf-16le' && !format.bom ? 'utf-16le' : undefined, signal);
  }

  /** @throws UnreadableDelivery for what is wrong with the content */
  private async *explained<T>(batches: AsyncGenerator<T>): AsyncGenerator<T> {
    try {
      yield* batches;
    } catch (error) {
      if (!isOfContent(error)) throw error;
      const line = 'line' in error && typeof error.line === 'number' ? error.line : undefined;
      throw new UnreadableDelivery(this.old.name, line, error);
    }
  }
}

/** What is wrong with a text, with gzip or zip; not what the file system or a cancel ends. */
function isOfContent(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof Failure || error instanceof BadTable || error instanceof BadZip) return true;
  return 'code' in error && String(error.code).startsWith('Z_');
}

/** @returns null where the object has no such key */
export function jsonOf(object: RecordValue, key: string): Text {
  const value = own(object, key);
  return value === undefined ? null : jsonText(value);
}

async function* counted(
  bytes: AsyncGenerator<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    onBytes?.((read += chunk.length));
    yield chunk;
  }
}
