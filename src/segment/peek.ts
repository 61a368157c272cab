// Looks at the beginning of a stream of bytes or text, however it is cut, before the whole of it is read.

/**
 * Reads a stream by what its beginning tells. However that ends, the stream is returned, so that its file is closed.
 * @param length of the beginning, in bytes or UTF-16 code units
 * @param read is handed as many pieces as have that length (all of them when the stream is shorter), and the stream from
 * its beginning
 */
export async function* peek<T extends { readonly length: number }, R>(
  pieces: AsyncGenerator<T>,
  length: number,
  read: (head: readonly T[], all: AsyncGenerator<T>) => AsyncIterable<R>,
): AsyncGenerator<R> {
  try {
    const head: T[] = [];
    for (let seen = 0; seen < length;) {
      const next = await pieces.next();
      if (next.done) break;
      head.push(next.value);
      seen += next.value.length;
    }
    yield* read(head, again(head, pieces));
  } finally {
    await pieces.return(undefined);
  }
}

async function* again<T>(head: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* head;
  yield* rest;
}
