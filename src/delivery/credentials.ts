// The credentials that sign the requests to a destination, as its settings name them, and how to get others once they
// have expired. The SDK keeps what is fetched here until five minutes before its own expiration, if it has one.
import { isDeepStrictEqual } from 'node:util';
import type { fromIni } from '@aws-sdk/credential-providers';
import type { AccessKey } from '../model/accessKey';
import { defaultSessionName, isTyped, type AssumeRoleSettings } from '../model/credentials';
import type { Destination } from '../model/destination';
import { isExpired } from './explainRefusal';
import { MissingAccessKey } from './failures';

/**
 * Gives the access key of a destination that signs with one that a person has typed.
 * @param expired the key that the store takes no longer: it wants another one then
 * @returns undefined when there is none
 */
export type GetAccessKey = (expired?: AccessKey) => Promise<AccessKey | undefined>;

type Fetch = ReturnType<typeof fromIni>;
type Identity = Awaited<ReturnType<Fetch>>;

export interface Credentials {
  /** Fetches them; nothing is kept but a key that was typed. */
  readonly fetch: Fetch;
  /** Says that they have expired. @returns whether `fetch` may give others now */
  readonly renew: () => Promise<boolean>;
}

/** Fetching credentials failed; the cause says why. Told apart from what the bucket's store refuses, with the same codes. */
export class NoCredentials extends Error {
  constructor(cause: unknown) {
    super('No credentials could be fetched.', { cause });
    this.name = 'NoCredentials';
  }
}

/** @throws MissingAccessKey, and what `getAccessKey` throws */
export async function credentialsOf(
  destination: Destination,
  getAccessKey: GetAccessKey,
): Promise<Credentials> {
  const source = await sourceOf(destination, getAccessKey);
  const { assumeRole } = destination.credentials;
  const { fetch, renew } = assumeRole ? assuming(assumeRole, source, destination) : source;
  return {
    renew,
    fetch: (properties) =>
      fetch(properties).catch((error: unknown) => {
        throw new NoCredentials(error);
      }),
  };
}

async function sourceOf(destination: Destination, getAccessKey: GetAccessKey): Promise<Credentials> {
  const { credentials } = destination;
  if (isTyped(credentials)) {
    const accessKey = await getAccessKey();
    if (!accessKey) throw new MissingAccessKey(destination);
    return typed(accessKey, getAccessKey);
  }
  const { fromIni, fromNodeProviderChain } = await import('./sdk');
  // Files are read anew each time: whoever signs in again elsewhere need not start again here.
  return credentials.type === 'profile'
    ? fetched(fromIni({ profile: credentials.profile, ignoreCache: true }))
    : fetched((properties) => fromNodeProviderChain({ ignoreCache: true })(properties));
}

function typed(accessKey: AccessKey, getAccessKey: GetAccessKey): Credentials {
  let current = accessKey;
  return {
    // The SDK writes into what it is given.
    fetch: () => Promise.resolve({ ...current }),
    renew: async () => {
      const other = await getAccessKey(current);
      if (!other || isDeepStrictEqual(other, current)) return false;
      current = other;
      return true;
    },
  };
}

/** Where credentials come from that can be fetched again and again. */
function fetched(fetch: Fetch): Credentials {
  return { fetch, renew: () => Promise.resolve(true) };
}

/** The role's own credentials. Those that it is assumed with are fetched, and renewed, from their source. */
function assuming(role: AssumeRoleSettings, source: Credentials, destination: Destination): Credentials {
  return fetched(async (properties) => {
    const assume = async (): Promise<Identity> => {
      const provider = await roleProvider(role, await source.fetch(properties), destination);
      return provider(properties);
    };
    try {
      return await assume();
    } catch (error) {
      if (!isExpired(error) || !(await source.renew())) throw error;
      return assume();
    }
  });
}

async function roleProvider(
  role: AssumeRoleSettings,
  masterCredentials: Identity,
  { endpoint, region }: Destination,
): Promise<Fetch> {
  const { fromTemporaryCredentials } = await import('./sdk');
  const address = stsEndpoint(role, endpoint);
  return fromTemporaryCredentials({
    masterCredentials,
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? defaultSessionName,
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.durationSeconds !== undefined && { DurationSeconds: role.durationSeconds }),
    },
    clientConfig: {
      region,
      ...(address !== undefined && { endpoint: address }),
      // As for the bucket: the environment cannot send a secret's signatures elsewhere.
      ignoreConfiguredEndpointUrls: true,
    },
  });
}

/** Who is asked for a role. Undefined means AWS STS in the destination's region. Ceph and MinIO answer at their own endpoint. */
export function stsEndpoint(role: AssumeRoleSettings, endpoint: string | undefined): string | undefined {
  return role.stsEndpoint ?? endpoint;
}
