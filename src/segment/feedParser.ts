// Text through a csv-parse that collects its rows aside: its own stream of rows stays empty.
import type { Parser } from 'csv-parse';

/**
 * Tells each time a piece of the text is parsed, and at the end.
 * @param take the rows that were collected since the last call
 * @throws CsvError, and what the text throws
 */
export async function* feedParser<T>(
  parser: Parser,
  text: AsyncIterable<string>,
  take: () => T,
): AsyncGenerator<T> {
  // Each call's own callback tells of it.
  parser.on('error', () => undefined);
  try {
    for await (const piece of text) {
      await write(parser, piece);
      yield take();
    }
    await end(parser);
    yield take();
  } finally {
    parser.destroy();
  }
}

function write(parser: Parser, piece: string): Promise<void> {
  return new Promise((resolve, reject) =>
    parser.write(piece, (error) => (error ? reject(error) : resolve())),
  );
}

function end(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(resolve);
  });
}
