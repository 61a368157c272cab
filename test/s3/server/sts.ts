// STS on the endpoint's own port: AssumeRole, with the role's trust and external id checked, and sessions that expire.
// Source: the AssumeRole page of the STS API reference.
import { randomBytes } from 'node:crypto';
import { authenticate } from './authentication';
import { type Endpoint, type Reply } from './call';
import { S3Error } from './errors';
import { type Caller, type Identities, type Role } from './identities';
import { type S3Request } from './request';
import { sha256 } from './sigv4';
import { document } from './xml';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const MAX_FORM_BYTES = 64 * 1024;

/** True for the requests that this file answers. */
export function isStsRequest(request: S3Request): boolean {
  const form = request.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  return request.method === 'POST' && request.path === '/' && form;
}

/** STS's own refusals, which are worded differently from S3's. */
class StsError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Refusal = readonly [code: string, status: number, message: string];

const INVALID_TOKEN: Refusal = [
  'InvalidClientTokenId',
  403,
  'The security token included in the request is invalid.',
];

/** How STS words what S3 words otherwise. */
const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['InvalidAccessKeyId', INVALID_TOKEN],
  ['InvalidToken', INVALID_TOKEN],
  ['ExpiredToken', ['ExpiredToken', 403, 'The security token included in the request is expired']],
]);

async function readForm(request: S3Request): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.message as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_FORM_BYTES) throw new StsError('ValidationError', 400, 'The request is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function callerOf(request: S3Request, form: string, endpoint: Endpoint, identities: Identities): Caller {
  const { region, now } = endpoint;
  const key = (id: string) => identities.key(id);
  try {
    return authenticate(request, { region, now: now(), key, service: 'sts', payloadHash: sha256(form) })
      .caller;
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const [code, status, message] = REFUSALS.get(error.code) ?? [error.code, error.status, error.message];
    throw new StsError(code, status, message);
  }
}

function trusts(role: Role | undefined, caller: Caller, externalId: string | null): role is Role {
  if (!role || caller.user === undefined || !role.trusted.includes(caller.user)) return false;
  return role.externalId === undefined || role.externalId === externalId;
}

function checkSession(name: string, duration: number): void {
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw new StsError('ValidationError', 400, "Value at 'roleSessionName' failed to satisfy constraint");
  }
  if (!(duration >= 900 && duration <= 43_200)) {
    throw new StsError('ValidationError', 400, "Value at 'durationSeconds' failed to satisfy constraint");
  }
}

function assumeRole(
  form: URLSearchParams,
  caller: Caller,
  { now }: Endpoint,
  identities: Identities,
): string {
  const arn = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  const duration = Number(form.get('DurationSeconds') ?? 3600);
  checkSession(sessionName, duration);
  const role = identities.role(arn);
  if (!trusts(role, caller, form.get('ExternalId'))) {
    const problem = `User: ${caller.arn ?? 'anonymous'} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
    throw new StsError('AccessDenied', 403, problem);
  }
  const key = {
    id: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secret: randomBytes(30).toString('base64'),
    token: randomBytes(90).toString('base64'),
    expires: new Date(now().getTime() + duration * 1000),
  };
  const sessionArn = identities.addSession(role, sessionName, key);
  return document(
    'AssumeRoleResponse',
    {
      AssumeRoleResult: {
        Credentials: {
          AccessKeyId: key.id,
          SecretAccessKey: key.secret,
          SessionToken: key.token,
          Expiration: key.expires.toISOString(),
        },
        AssumedRoleUser: { AssumedRoleId: `${key.id}:${sessionName}`, Arn: sessionArn },
      },
      ResponseMetadata: { RequestId: key.id },
    },
    NAMESPACE,
  );
}

function errorReply({ code, status, message }: StsError, requestId: string): Reply {
  const content = { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId };
  const headers = { 'content-type': 'text/xml' };
  return { status, headers, body: document('ErrorResponse', content, NAMESPACE) };
}

export async function answerSts(
  request: S3Request,
  endpoint: Endpoint,
  identities: Identities,
): Promise<Reply> {
  try {
    const text = await readForm(request);
    const caller = callerOf(request, text, endpoint, identities);
    const form = new URLSearchParams(text);
    const action = form.get('Action') ?? '';
    if (action !== 'AssumeRole') {
      throw new StsError('InvalidAction', 400, `Could not find operation ${action}`);
    }
    const body = assumeRole(form, caller, endpoint, identities);
    return { headers: { 'content-type': 'text/xml' }, body };
  } catch (error) {
    if (error instanceof StsError) return errorReply(error, request.id);
    throw error;
  }
}
