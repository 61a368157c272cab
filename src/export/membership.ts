// What a record says of its being in a segment: XDM's `segmentMembership`, a map of namespaces to maps of segment ids, each
// with a `status` and a `lastQualificationTime`. Profiles say `realized` or `exited` (`existing` until 2023); files say
// `Active` or `Expired`. Source: Adobe Experience Platform, "Activate audiences to batch profile export destinations".
// Delimited files have no maps, but columns named by the same paths: `segmentMembership.ups.<segment id>.status`.
import type { MembershipField, Value } from '../model/column';
import type { Path } from '../model/path';
import type { DropReason } from '../model/receipt';
import type { JsonValue, RecordValue } from '../segment/records';
import { hasValue } from './cells';
import { own } from './own';

const root = 'segmentMembership';
const statuses: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['realized', 'Active'],
  ['existing', 'Active'],
  ['exited', 'Expired'],
]);

/** Why a record is not one of a segment, if it is not. A record that says nothing is one: it stands in the segment's file. */
export function absence(record: RecordValue, segmentId: string): DropReason | undefined {
  if (isSilent(record)) return undefined;
  const membership = find(record, segmentId, undefined);
  if (membership === undefined) return 'notAMember';
  return statusOf(membership('status')) === 'Expired' ? 'expired' : undefined;
}

/** The value of a `membership` column. A record that says nothing is active. */
export function membershipValue(
  record: RecordValue,
  segmentId: string,
  { namespace, field }: Extract<Value, { kind: 'membership' }>,
): JsonValue | undefined {
  const found = find(record, segmentId, namespace)?.(field);
  if (field === 'lastQualificationTime') return found;
  return isSilent(record) ? 'Active' : statusOf(found);
}

function statusOf(status: JsonValue | undefined): JsonValue | undefined {
  return statuses.get(status) ?? status;
}

function isSilent(record: RecordValue): boolean {
  return !hasValue(own(record, root)) && !Object.keys(record).some((key) => key.startsWith(`${root}.`));
}

/** What a record says of one membership. */
type Membership = (field: MembershipField) => JsonValue | undefined;

function find(record: RecordValue, segmentId: string, namespace: string | undefined): Membership | undefined {
  const memberships = own(record, root);
  if (!hasValue(memberships)) return findFlat(record, segmentId, namespace);
  for (const each of namespace === undefined ? keysOf(memberships) : [namespace]) {
    const found = own(own(memberships, each), segmentId);
    if (found !== undefined && found !== null) return (field) => own(found, field);
  }
  return undefined;
}

function keysOf(value: JsonValue | undefined): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** By the names of columns: `segmentMembership.status`, or with namespace and segment id. An empty status is none. */
function findFlat(
  record: RecordValue,
  segmentId: string,
  namespace: string | undefined,
): Membership | undefined {
  const start = namespace === undefined ? `${root}.` : `${root}.${namespace}.`;
  const isOurs = (key: string) =>
    key === `${root}.status` || (key.startsWith(start) && key.endsWith(`.${segmentId}.status`));
  const key = Object.keys(record).find((each) => isOurs(each) && hasValue(record[each]));
  return key === undefined ? undefined : (field) => own(record, key.replace(/status$/, field));
}

/**
 * What a path means in an export of a segment. Adobe's own columns are `segmentMembership.status` (2020) and
 * `segmentMembership.<namespace>.<segment id>.status`, each also with `lastQualificationTime`.
 */
export function withMembership(value: Value, segmentId: string): Value {
  switch (value.kind) {
    case 'path':
      return membershipPath(value.path, segmentId) ?? value;
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

function membershipPath(path: Path, segmentId: string): Value | undefined {
  // A column of a delimited file has its whole path as its name.
  const text = path.join('.');
  for (const field of ['status', 'lastQualificationTime'] as const) {
    if (text === `${root}.${field}`) return { kind: 'membership', namespace: undefined, field, path };
    const end = `.${segmentId}.${field}`;
    const namespace = text.slice(root.length + 1, -end.length);
    if (text.startsWith(`${root}.`) && text.endsWith(end) && text === `${root}.${namespace}${end}`)
      return { kind: 'membership', namespace, field, path };
  }
  return undefined;
}
