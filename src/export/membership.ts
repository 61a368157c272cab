// What a record says of its being in a segment: XDM's `segmentMembership`, a map of namespaces to maps of segment ids, each
// with a `status` and a `lastQualificationTime`. Profiles say `realized` or `exited` (`existing` until 2023); files say
// `Active` or `Expired`. Source: Adobe Experience Platform, "Activate audiences to batch profile export destinations".
import type { Value } from '../model/column';
import type { DropReason } from '../model/receipt';
import type { JsonValue, RecordValue } from '../segment/records';
import { own } from './own';

const field = 'segmentMembership';
const statuses: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['realized', 'Active'],
  ['existing', 'Active'],
  ['exited', 'Expired'],
]);

/** Why a record is not one of a segment, if it is not. A record that says nothing is one: it stands in the segment's file. */
export function absence(record: RecordValue, segmentId: string): DropReason | undefined {
  if (own(record, field) === undefined) return undefined;
  const membership = membershipIn(record, segmentId, undefined);
  if (membership === undefined) return 'notAMember';
  return statusOf(own(membership, 'status')) === 'Expired' ? 'expired' : undefined;
}

/** The value of a `membership` column. A record that says nothing is active. */
export function membershipValue(
  record: RecordValue,
  segmentId: string,
  { namespace, field: name }: Extract<Value, { kind: 'membership' }>,
): JsonValue | undefined {
  const membership = membershipIn(record, segmentId, namespace);
  if (name === 'lastQualificationTime') return membership && own(membership, name);
  if (own(record, field) === undefined) return 'Active';
  return membership && statusOf(own(membership, name));
}

function statusOf(status: JsonValue | undefined): JsonValue | undefined {
  return statuses.get(status) ?? status;
}

function membershipIn(
  record: RecordValue,
  segmentId: string,
  namespace: string | undefined,
): JsonValue | undefined {
  const memberships = own(record, field);
  const namespaces = namespace === undefined ? keysOf(memberships) : [namespace];
  for (const each of namespaces) {
    const found = own(own(memberships, each), segmentId);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function keysOf(value: JsonValue | undefined): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/**
 * What a path means in an export of a segment. Adobe's own columns are `segmentMembership.status` (2020) and
 * `segmentMembership.<namespace>.<segment id>.status`, each also with `lastQualificationTime`.
 */
export function withMembership(value: Value, segmentId: string): Value {
  switch (value.kind) {
    case 'path':
      return membershipPath(value, segmentId) ?? value;
    case 'coalesce':
      return { ...value, of: value.of.map((each) => withMembership(each, segmentId)) };
    case 'constant':
    case 'membership':
      return value;
    case 'join':
    case 'first':
    case 'sha256':
    case 'json':
      return { ...value, of: withMembership(value.of, segmentId) };
  }
}

function membershipPath({ path }: Extract<Value, { kind: 'path' }>, segmentId: string): Value | undefined {
  const name = path.at(-1);
  if (path[0] !== field || (name !== 'status' && name !== 'lastQualificationTime')) return undefined;
  if (path.length === 2) return { kind: 'membership', namespace: undefined, field: name };
  const [, namespace, id] = path;
  if (path.length !== 4 || id !== segmentId || typeof namespace !== 'string') return undefined;
  return { kind: 'membership', namespace, field: name };
}
