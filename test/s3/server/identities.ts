// Who may sign: the users and roles that the endpoint was started with, and the sessions that STS issued since.

/** The one account of this endpoint. All users and roles are of it. */
export const ACCOUNT = '123456789012';

export interface User {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly name: string;
}

export interface Role {
  /** For example `arn:aws:iam::123456789012:role/exporter`. */
  readonly arn: string;
  /** When given, only a caller that names it may assume the role. */
  readonly externalId?: string;
  /** Names of the users who may assume the role. */
  readonly trusted: readonly string[];
}

/** The one who makes a request, as policies see them. */
export interface Caller {
  /** `undefined` for an anonymous caller. */
  readonly arn: string | undefined;
  /** Every ARN that a policy's Principal may name the caller by. */
  readonly principals: readonly string[];
  /** The user's name; bucket owners are known by it. */
  readonly user?: string;
  /** True for role sessions: what a bucket's owner may, the account's roles may here, short of an explicit deny. */
  readonly actsForAccount: boolean;
}

export const ANONYMOUS: Caller = { arn: undefined, principals: [], actsForAccount: false };

/** What an access key id stands for. */
export interface AccessKey {
  readonly secret: string;
  readonly caller: Caller;
  /** Given for temporary keys, which must come with it. */
  readonly session?: { readonly token: string; readonly expires: Date };
}

const ACCOUNT_ROOT = `arn:aws:iam::${ACCOUNT}:root`;

export function userArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:user/${name}`;
}

export class Identities {
  readonly #keys = new Map<string, AccessKey>();

  constructor(
    users: readonly User[],
    private readonly roles: readonly Role[],
  ) {
    for (const { accessKeyId, secretAccessKey, name } of users) {
      const arn = userArn(name);
      const caller = { arn, principals: [arn, ACCOUNT_ROOT, ACCOUNT], user: name, actsForAccount: false };
      this.#keys.set(accessKeyId, { secret: secretAccessKey, caller });
    }
  }

  key(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  role(arn: string): Role | undefined {
    return this.roles.find((role) => role.arn === arn);
  }

  /** Registers a session's key; the caller's ARN is that of the assumed role. */
  addSession(
    role: Role,
    sessionName: string,
    key: { id: string; secret: string; token: string; expires: Date },
  ) {
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/${role.arn.split('/').at(-1) ?? ''}/${sessionName}`;
    const caller = { arn, principals: [arn, role.arn, ACCOUNT_ROOT, ACCOUNT], actsForAccount: true };
    this.#keys.set(key.id, {
      secret: key.secret,
      caller,
      session: { token: key.token, expires: key.expires },
    });
    return arn;
  }
}
