// The headers of an export as one figure, by which two deliveries are told to have the same ones.
import { createHash } from 'node:crypto';
import type { Plan } from '../model/plan';
import type { HeadersFigures } from '../model/receipt';

export function headersFigures({ columns }: Pick<Plan, 'columns'>): HeadersFigures {
  const headers = JSON.stringify(columns.map(({ header }) => header));
  return { count: columns.length, sha256: createHash('sha256').update(headers).digest('hex') };
}
