// A segment: a set of profiles in a segment file. Its id and name come from the file's name until an export says otherwise.

export interface Segment {
  /** Stands in the object's name, as in `amazon-s3_segment<id>_….csv`. */
  readonly id: string;
  readonly name: string;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const dataExtensions = /(\.(ndjson|jsonl|json|csv|tsv|txt))?(\.gz)?$/i;

/** The names that commands offer themselves for. The menus of package.json have the same pattern; a test holds them to it. */
export const segmentFileName = /\.(ndjson|jsonl|json|csv|tsv)(\.gz)?$/i;

/** The last extensions of such names, without the dot, for file dialogs. */
export const segmentExtensions = ['ndjson', 'jsonl', 'json', 'csv', 'tsv', 'gz'] as const;

/**
 * Describes the segment in a file. The id is the UUID in the file's name, if it has one (`segment12341e18-….ndjson`),
 * else the name itself without what an object's key would have to escape.
 * @param fileName without folders
 */
export function segmentOf(fileName: string): Segment {
  const name = fileName.replace(dataExtensions, '') || fileName;
  return { id: uuidIn(name) ?? name.replace(/[^\p{L}\p{N}._-]+/gu, '-'), name };
}

/** The first UUID in a text, in small letters. */
export function uuidIn(text: string): string | undefined {
  return uuid.exec(text)?.[0].toLowerCase();
}
