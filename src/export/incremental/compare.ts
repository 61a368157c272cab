// Who is in an export now beside who was in the last one: the new snapshot, and the changes.
import type { ChangeSet } from './changeSet';
import { cursorOn } from './cursor';
import type { Person } from './people';
import type { SnapshotRow } from './snapshotRow';
import type { SnapshotWriter } from './snapshotWriter';

/** Both in the order of their keys. @param last and `changes` are undefined where the export is full */
export async function compareWithLast(
  people: AsyncGenerator<readonly Person[]>,
  last: AsyncGenerator<readonly SnapshotRow[]> | undefined,
  snapshot: SnapshotWriter,
  changes: ChangeSet | undefined,
): Promise<void> {
  const [now, before] = [await cursorOn(people), last && (await cursorOn(last))];
  try {
    for (;;) {
      const key = smaller(now.current?.key, before?.current?.key);
      if (key === undefined) break;
      const person = now.current?.key === key ? now.current : undefined;
      const row = before?.current?.key === key ? before?.current : undefined;
      // Waiting takes time even where there is nothing to wait for.
      for (const waiting of [
        changes?.note(person, row),
        person?.member && snapshot.add(person.member),
        person && now.advance(),
        row && before?.advance(),
      ])
        if (waiting) await waiting;
    }
  } finally {
    await Promise.all([now.close(), before?.close()]);
  }
}

function smaller(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
