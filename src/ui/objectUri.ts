// The address of an object's preview: the destination by its id, and the key. It holds no secrets.
import { posix } from 'node:path';
import { Uri } from 'vscode';
import { schemes } from './contributions';

export interface ObjectAddress {
  readonly destinationId: string;
  readonly key: string;
}

export function objectUri({ destinationId, key }: ObjectAddress): Uri {
  const query = new URLSearchParams({ destinationId, key });
  return Uri.from({ scheme: schemes.object, path: `/${posix.basename(key)}`, query: query.toString() });
}

/** Reads an address of `objectUri`. @throws URIError when it is none */
export function parseObjectUri(uri: Uri): ObjectAddress {
  const query = new URLSearchParams(uri.query);
  const [destinationId, key] = [query.get('destinationId'), query.get('key')];
  if (destinationId === null || key === null) throw new URIError('This is not the address of an object.');
  return { destinationId, key };
}
