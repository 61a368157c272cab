// Where findings stand in the segment's files, to the character as far as that costs little.
import type { Column, Value } from '../../model/column';
import type { Finding } from '../../model/finding';
import type { Path } from '../../model/path';
import type { Extent } from '../../segment/extent';
import { locateValues } from '../../segment/locate';
import type { Source } from '../../segment/source';

/** A finding at its place. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Path of the segment file. */
  readonly file: string;
  /** Undefined: the line alone is known. */
  readonly extent: Extent | undefined;
}

/**
 * Reads the files again, up to the last finding. One that cannot be read any more leaves its findings with their lines.
 * @throws the signal's AbortError
 */
export async function placeFindings(
  source: Source,
  columns: readonly Column[],
  findings: readonly Finding[],
  signal?: AbortSignal,
): Promise<readonly PlacedFinding[]> {
  const pathsOf = new Map(columns.map(({ header, value }) => [header, pathsIn(value)]));
  const wanted = findings.map((finding) => ({
    finding,
    line: finding.line,
    file: finding.file ?? source.files[0]?.path ?? '',
    paths: (finding.header !== undefined && pathsOf.get(finding.header)) || [],
  }));
  const extents = new Map<(typeof wanted)[number], Extent>();
  for (const file of source.files) {
    const inFile = wanted.filter((each) => each.file === file.path && each.paths.length > 0);
    if (inFile.length === 0) continue;
    const found = await locateValues(file, source.options, inFile, signal).catch(() => undefined);
    signal?.throwIfAborted();
    for (const [each, extent] of found ?? []) extents.set(each, extent);
  }
  return wanted.map((each) => ({ finding: each.finding, file: each.file, extent: extents.get(each) }));
}

/** In the order in which a value is looked for. */
function pathsIn(value: Value): readonly Path[] {
  switch (value.kind) {
    case 'path':
    case 'membership':
      return [value.path];
    case 'constant':
      return [];
    case 'coalesce':
      return value.of.flatMap(pathsIn);
    case 'join':
    case 'first':
    case 'sha256':
    case 'json':
      return pathsIn(value.of);
  }
}
