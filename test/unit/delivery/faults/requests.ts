// The requests of a push, as faults know them. A push to a store of its own begins by asking it, at another key, whether it
// keeps conditions.
import type { Fault } from '../../../s3/faults/fault';

type Which = Pick<Fault, 'method' | 'path'>;

export const requests = {
  put: { method: 'PUT', path: /\/export\S*\.csv\?\S*x-id=PutObject/ },
  create: { method: 'POST', path: /\.csv\?uploads/ },
  part: { method: 'PUT', path: /\.csv\?\S*partNumber=/ },
  secondPart: { method: 'PUT', path: /\.csv\?\S*partNumber=2&/ },
  complete: { method: 'POST', path: /\.csv\?\S*uploadId=/ },
  abort: { method: 'DELETE', path: /\.csv\?\S*uploadId=/ },
  listParts: { method: 'GET', path: /\.csv\?\S*uploadId=/ },
  look: { method: 'HEAD', path: '.csv' },
  /** Any of those by which the store is asked. */
  askPut: { method: 'PUT', path: /-check\?\S*x-id=PutObject/ },
  askCreate: { method: 'POST', path: /-check\?uploads/ },
  askPart: { method: 'PUT', path: /-check\?\S*partNumber=/ },
  askComplete: { method: 'POST', path: /-check\?\S*uploadId=/ },
  askAbort: { method: 'DELETE', path: '-check' },
} as const satisfies Record<string, Which>;

export type RequestName = keyof typeof requests;
