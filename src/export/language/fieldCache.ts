// Keeps the fields of the segments that open definitions name, for as long as the files are as they were. Reading goes on
// in the background when whoever asked has gone: the next question comes with the next key that is pressed.
import type { Source } from '../../segment/source';
import { readFields, type Fields } from './fields';

/** More definitions than anybody looks at in one go. */
const mostSegments = 20;

interface Entry {
  readonly state: string;
  readonly fields: Promise<Fields | undefined>;
  readonly abort: AbortController;
}

export class FieldCache {
  /** The one that was asked for last is the last. */
  private readonly entries = new Map<string, Entry>();

  /**
   * What the first records have.
   * @returns undefined for a segment that cannot be read
   * @throws the signal's AbortError
   */
  async get(source: Source, signal: AbortSignal): Promise<Fields | undefined> {
    const segment = JSON.stringify([source.files.map(({ path }) => path), source.options]);
    const state = await stateOf(source);
    signal.throwIfAborted();
    if (state === undefined) return undefined;
    const entry = this.entryOf(segment, state, source);
    return untilAborted(entry.fields, signal);
  }

  /** Ends what is being read. */
  dispose(): void {
    for (const { abort } of this.entries.values()) abort.abort();
    this.entries.clear();
  }

  private entryOf(segment: string, state: string, source: Source): Entry {
    const there = this.entries.get(segment);
    this.entries.delete(segment);
    if (there && there.state !== state) there.abort.abort();
    const entry = there?.state === state ? there : newEntry(state, source);
    this.entries.set(segment, entry);
    for (const [oldest, { abort }] of [...this.entries].slice(0, -mostSegments)) {
      abort.abort();
      this.entries.delete(oldest);
    }
    return entry;
  }
}

function newEntry(state: string, source: Source): Entry {
  const abort = new AbortController();
  return { state, abort, fields: readFields(source, abort.signal).catch(() => undefined) };
}

/** Undefined where a file is not there. */
async function stateOf({ files }: Source): Promise<string | undefined> {
  const states = Promise.all(files.map((file) => file.state()));
  return states.then(
    (each) => each.join('\n'),
    () => undefined,
  );
}

/** @throws the signal's AbortError as soon as it fires */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
