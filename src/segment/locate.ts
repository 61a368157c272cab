// Finds values again that a scan has found: a scan knows the line of a record, and a person wants to see the value. One pass
// over the beginning of a file, which stops at the last value.
import type { Path } from '../model/path';
import type { SourceOptions } from '../model/sourceOptions';
import type { Extent } from './extent';
import { FieldFinder } from './locateDelimited';
import { ValueFinder, type WantedValue } from './locateJson';
import { readHead } from './readFile';
import type { SourceFile } from './files';
import { LineSplitter, ObjectSplitter, type Splitter } from './split';
import { readText } from './text';

/** Whoever is farther behind is left with its line alone, in UTF-16 code units. */
const mostText = 64_000_000;

/**
 * @param wanted in any order
 * @returns where they stand, of those that were found
 * @throws what reading the file throws
 */
export async function locateValues<T extends WantedValue>(
  file: SourceFile,
  options: SourceOptions,
  wanted: readonly T[],
  signal?: AbortSignal,
): Promise<Map<T, Extent>> {
  const head = await readHead(file, options);
  if (!head || wanted.length === 0) return new Map();
  const sorted = [...wanted].sort((a, b) => a.line - b.line);
  const text = beginning(readText(file, options.encoding, signal));
  if (head.layout.kind === 'delimited')
    return inDelimited(text, head.layout.delimiter, head.names ?? [], sorted);
  return inJson(text, head.layout.kind === 'lines' ? new LineSplitter() : new ObjectSplitter(), sorted);
}

async function* beginning(text: AsyncGenerator<string>): AsyncGenerator<string> {
  let length = 0;
  for await (const piece of text) {
    if ((length += piece.length) > mostText) return;
    yield piece;
  }
}

async function inDelimited<T extends WantedValue>(
  text: AsyncGenerator<string>,
  delimiter: string,
  names: readonly string[],
  wanted: readonly T[],
): Promise<Map<T, Extent>> {
  const fields = wanted.flatMap((of) => {
    const field = names.findIndex((name) => of.paths.some((path) => isField(path, name)));
    return field === -1 ? [] : [{ line: of.line, field, of }];
  });
  const finder = new FieldFinder(delimiter, fields);
  let whole = true;
  for await (const piece of text) {
    if (finder.add(piece)) continue;
    whole = false;
    break;
  }
  if (whole) finder.end();
  return new Map(fields.flatMap((field) => entry(field.of, finder.found.get(field))));
}

function isField(path: Path, name: string): boolean {
  return path.length === 1 && path[0] === name;
}

function entry<T>(of: T, extent: Extent | undefined): [T, Extent][] {
  return extent ? [[of, extent]] : [];
}

async function inJson<T extends WantedValue>(
  text: AsyncGenerator<string>,
  splitter: Splitter,
  wanted: readonly T[],
): Promise<Map<T, Extent>> {
  const finder = new ValueFinder(wanted);
  search: for await (const piece of text) {
    for (const record of splitter.add(piece)) if (!finder.add(record)) break search;
  }
  for (const record of splitter.end()) finder.add(record);
  finder.end();
  return finder.found as Map<T, Extent>;
}
