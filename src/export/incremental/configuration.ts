// What a snapshot belongs to, and the plan of an incremental run.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../model/canonicalJson';
import type { Incremental } from '../../model/incremental';
import type { Plan } from '../../model/plan';

/**
 * SHA-256 of all that decides which rows there are and what is in them, beside the source. What the source is called is not
 * among it: many segments lie in a file with another date each day.
 */
export function configurationOf(plan: Plan, incremental: Incremental): Buffer {
  const { format, columns, membersOf, deduplication } = plan;
  const config = { format, columns, membersOf, deduplication, incremental };
  return createHash('sha256').update(canonicalJson(config)).digest();
}

/**
 * With the column of changes where there is one: a full export has `added` in it.
 * @param incrementOn SHA-256 of the snapshot that changes are found by; undefined: the export is full
 */
export function markedPlan(plan: Plan, { statusHeader }: Incremental, incrementOn: string | undefined): Plan {
  const value = { kind: 'constant', value: 'added' } as const;
  const column = statusHeader === undefined ? [] : [{ header: statusHeader, value, mandatory: false }];
  const columns = [...plan.columns, ...column];
  return { ...plan, columns, ...(incrementOn !== undefined && { incrementOn }) };
}
