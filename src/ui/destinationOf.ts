// The destination of an export when nobody has chosen one: what its definition names, else what a person chooses now.
import type { Destination } from '../model/destination';
import { namedDestination } from './findDestination';
import { pickDestination } from './pickDestination';
import type { Services } from './services';
import type { Subject } from './subject';

/**
 * Nothing is returned when the person left.
 * @throws UnknownDestination
 */
export async function destinationOf(
  subject: Subject,
  title: string,
  { store, previews }: Pick<Services, 'store' | 'previews'>,
): Promise<Destination | undefined> {
  // Whoever looks at a format alone has not seen what the definition's destination would get.
  const named = previews.showsNoDestination(subject.file) ? undefined : namedDestination(store, subject);
  return named ?? pickDestination(store, title);
}
