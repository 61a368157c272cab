// Bucket policies, as much as guards an export: Effect, Principal, Action, Resource with wildcards, and the few
// condition operators that such policies use. Source: "IAM JSON policy elements" in the IAM user guide.
import { S3Error } from './errors';

type Values = string | readonly string[];
type Condition = Readonly<Record<string, Readonly<Record<string, Values>>>>;

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS?: Values };
  readonly NotPrincipal?: '*' | { readonly AWS?: Values };
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: Condition;
}

export interface Policy {
  readonly Statement: readonly Statement[];
}

/** What a policy is asked. */
export interface PolicyQuestion {
  /** ARNs that stand for the caller; none for an anonymous one. */
  readonly principals: readonly string[];
  /** For example `s3:PutObject`. */
  readonly action: string;
  /** ARN of the bucket or the object. */
  readonly resource: string;
  /** The value of a condition key such as `s3:prefix`, if the request has it. */
  readonly value: (key: string) => string | undefined;
}

type Test = (actual: string | undefined, wanted: readonly string[]) => boolean;

const equals: Test = (actual, wanted) => actual !== undefined && wanted.includes(actual);
const like: Test = (actual, wanted) =>
  actual !== undefined && wanted.some((pattern) => matches(pattern, actual));
const not =
  (test: Test): Test =>
  (...values) =>
    !test(...values);
const isNull: Test = (actual, wanted) => wanted.includes(String(actual === undefined));

const TESTS: ReadonlyMap<string, Test> = new Map([
  ['StringEquals', equals],
  ['StringNotEquals', not(equals)],
  ['StringLike', like],
  ['StringNotLike', not(like)],
  ['Bool', equals],
  ['Null', isNull],
]);

function list(values: Values | undefined): readonly string[] {
  return values === undefined ? [] : [values].flat();
}

/** `*` stands for any text, `?` for any character. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

/** Reads a policy document. Throws `MalformedPolicy` for what this endpoint could not enforce. */
export function parsePolicy(text: string): Policy {
  let policy: { Statement?: unknown } | null;
  try {
    policy = JSON.parse(text) as typeof policy;
  } catch {
    throw new S3Error('MalformedPolicy');
  }
  const statements = [policy?.Statement ?? []].flat() as Statement[];
  if (statements.length === 0) throw new S3Error('MalformedPolicy', 'Missing required field Statement');
  statements.forEach(checkStatement);
  return { Statement: statements };
}

function checkStatement(statement: Statement): void {
  const {
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition = {},
  } = statement;
  if (!['Allow', 'Deny'].includes(Effect)) throw new S3Error('MalformedPolicy', 'Invalid effect');
  if (!(Principal ?? NotPrincipal)) throw new S3Error('MalformedPolicy', 'Missing required field Principal');
  if (!(Action ?? NotAction)) throw new S3Error('MalformedPolicy', 'Missing required field Action');
  if (!(Resource ?? NotResource)) throw new S3Error('MalformedPolicy', 'Missing required field Resource');
  const unknown = Object.keys(Condition).find((operator) => !TESTS.has(operator.replace(/IfExists$/, '')));
  if (unknown) throw new S3Error('MalformedPolicy', `Invalid Condition type : ${unknown}`);
}

function namesCaller(principal: Statement['Principal'], principals: readonly string[]): boolean {
  if (principal === undefined) return false;
  if (principal === '*') return true;
  return list(principal.AWS).some((arn) => arn === '*' || principals.includes(arn));
}

function namesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}

function conditionHolds(condition: Condition, value: PolicyQuestion['value']): boolean {
  return Object.entries(condition).every(([operator, keys]) => {
    const test = TESTS.get(operator.replace(/IfExists$/, ''));
    return Object.entries(keys).every(([key, wanted]) => {
      const actual = value(key);
      if (operator.endsWith('IfExists') && actual === undefined) return true;
      return test?.(actual, list(wanted).map(String)) ?? false;
    });
  });
}

function applies(statement: Statement, { principals, action, resource, value }: PolicyQuestion): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const named = NotPrincipal ? !namesCaller(NotPrincipal, principals) : namesCaller(Principal, principals);
  const acted = NotAction ? !namesAction(list(NotAction), action) : namesAction(list(Action), action);
  const inside = (patterns: Values | undefined): boolean =>
    list(patterns).some((pattern) => matches(pattern, resource));
  const placed = NotResource ? !inside(NotResource) : inside(Resource);
  return named && acted && placed && conditionHolds(Condition, value);
}

/** What the policy says: an explicit deny wins over any allow. */
export function evaluate(policy: Policy | undefined, question: PolicyQuestion): 'allow' | 'deny' | 'silent' {
  const effects = (policy?.Statement ?? [])
    .filter((statement) => applies(statement, question))
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : 'silent';
}
