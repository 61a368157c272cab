// When a segment changed: the due moment of an export that runs on change. The same files give the same moment, so that no
// state of theirs is delivered twice.
import type { Source } from '../segment/source';

/** In milliseconds. What is younger may still be being written. */
const settles = 10_000;

/**
 * The time of the last change of a segment's files, cut to whole seconds as names are.
 * @param source is held to this state: what is read of it later is what the moment stands for
 * @returns undefined while the last change is younger than 10 seconds
 * @throws SegmentChanged; what the file system says of a file that cannot be reached
 */
export async function changeMoment({ files }: Source, now: Date): Promise<Date | undefined> {
  const times = await Promise.all(files.map(async (file) => +(await file.changedAt())));
  const newest = Math.max(...times);
  return +now - newest < settles ? undefined : new Date(Math.floor(newest / 1000) * 1000);
}
