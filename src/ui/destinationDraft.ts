// What the destination wizard has been told so far, as the texts and choices of its pages, and the settings that come of
// it. Free of VS Code, so that it can be tested by itself.
import { resolveName, type NameValues } from '../export/naming';
import type { AccessKey } from '../model/accessKey';
import { defaultName, takeBucketText } from '../model/bucketLocation';
import { normaliseFolderPath } from '../model/bucketName';
import { isTyped, type AssumeRoleSettings, type CredentialsSettings } from '../model/credentials';
import { secretBinding, type DestinationSettings } from '../model/destination';
import { resolveFormat, type FormatSettings, type FormatType } from '../model/format';

export interface Draft {
  readonly bucket: string;
  readonly folderPath: string;
  readonly provider: 'aws' | 'other';
  /** Only for other providers. */
  readonly endpoint: string;
  /** Only for other providers: whether the bucket stands in the path or in the host name. */
  readonly addressing: 'path' | 'host';
  /** Empty: to be found by the first check. */
  readonly region: string;
  readonly credentials: CredentialsSettings['type'];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly profile: string;
  /** Whether a role is assumed with these credentials. */
  readonly assumesRole: boolean;
  readonly roleArn: string;
  /** Empty for none. */
  readonly externalId: string;
  /** What an edited destination's role has besides: the pages do not ask about it. */
  readonly oldRole: Partial<AssumeRoleSettings>;
  readonly format: FormatType;
  /** The format that an edited destination has: the pages ask for its type only. */
  readonly oldFormat: FormatSettings;
  /** Empty stands for the default name, which follows bucket and folder path. */
  readonly name: string;
}

/** The part of a stored access key that the wizard may know: enough to tell whether it can be kept. */
export interface StoredKey {
  readonly accessKeyId: string;
  readonly binding: string;
}

/** The defaults of every page. */
export const emptyDraft: Draft = {
  bucket: '',
  folderPath: '',
  provider: 'aws',
  endpoint: '',
  addressing: 'path',
  region: '',
  credentials: 'accessKey',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  profile: 'default',
  assumesRole: false,
  roleArn: '',
  externalId: '',
  oldRole: {},
  format: 'csv',
  oldFormat: {},
  name: '',
};

/** The draft that an existing destination is edited as. */
export function draftOf(settings: DestinationSettings, id: string, stored: StoredKey | undefined): Draft {
  const credentials = settings.credentials ?? { type: 'default' };
  const role: Partial<AssumeRoleSettings> = credentials.assumeRole ?? {};
  return {
    ...emptyDraft,
    bucket: settings.bucket,
    folderPath: normaliseFolderPath(settings.folderPath ?? ''),
    provider: settings.endpoint === undefined ? 'aws' : 'other',
    endpoint: settings.endpoint ?? '',
    addressing: settings.endpoint === undefined || settings.pathStyle ? 'path' : 'host',
    region: settings.region ?? emptyDraft.region,
    credentials: credentials.type,
    accessKeyId: stored?.accessKeyId ?? '',
    profile: credentials.type === 'profile' ? credentials.profile : emptyDraft.profile,
    assumesRole: credentials.assumeRole !== undefined,
    roleArn: role.roleArn ?? '',
    externalId: role.externalId ?? '',
    oldRole: role,
    format: settings.format?.type ?? emptyDraft.format,
    oldFormat: settings.format ?? {},
    name: settings.name ?? id,
  };
}

/**
 * The settings that a draft stands for.
 * @param previous the destination that is edited: what the wizard does not ask about is kept
 */
export function settingsOf(draft: Draft, previous?: DestinationSettings): DestinationSettings {
  const folderPath = normaliseFolderPath(draft.folderPath);
  const other = draft.provider === 'other';
  // A path style on AWS itself is rare enough to have no page, and is kept.
  const pathStyle = other
    ? draft.addressing === 'path'
    : previous?.endpoint === undefined && previous?.pathStyle;
  return {
    name: draft.name || defaultName(draft),
    bucket: draft.bucket,
    ...(folderPath !== '' && { folderPath }),
    ...(draft.region !== '' && { region: draft.region }),
    ...(other && { endpoint: draft.endpoint }),
    ...(pathStyle && { pathStyle }),
    credentials: credentialsOf(draft),
    format: formatOf(draft),
    ...unaskedOf(previous),
  };
}

const asked = ['name', 'bucket', 'folderPath', 'region', 'endpoint', 'pathStyle', 'credentials', 'format'];

/** What the pages do not ask about: it was typed into settings by hand, or marked by a command. */
function unaskedOf(previous: Partial<DestinationSettings> = {}): Partial<DestinationSettings> {
  return Object.fromEntries(Object.entries(previous).filter(([name]) => !asked.includes(name)));
}

/** The access key that was typed, or nothing when none was asked for or the stored one is kept. */
export function accessKeyOf(draft: Draft): AccessKey | undefined {
  if (!isTyped({ type: draft.credentials }) || draft.secretAccessKey === '') return undefined;
  const { accessKeyId, secretAccessKey, sessionToken } = draft;
  const hasToken = tokenUse(draft) !== 'none' && sessionToken !== '';
  return { accessKeyId, secretAccessKey, ...(hasToken && { sessionToken }) };
}

/** A draft without what must not be kept in memory. */
export function withoutSecrets(draft: Draft): Draft {
  return { ...draft, secretAccessKey: '', sessionToken: '' };
}

/** Whether to ask for the session token. It belongs to the secret: with the stored secret, the stored token is kept. */
export function asksSessionToken(draft: Draft, stored: StoredKey | undefined): boolean {
  const keepsKey = draft.secretAccessKey === '' && canKeepKey(draft, stored);
  return tokenUse(draft) !== 'none' && !keepsKey;
}

/** AWS marks lasting ids by AKIA and temporary ones by ASIA; the ids of other stores say nothing. */
export function tokenUse({ accessKeyId }: Draft): 'none' | 'optional' | 'required' {
  if (accessKeyId.startsWith('AKIA')) return 'none';
  return accessKeyId.startsWith('ASIA') ? 'required' : 'optional';
}

/** Whether the stored key may serve the destination that the draft describes: same endpoint, bucket and id. */
export function canKeepKey(draft: Draft, stored: StoredKey | undefined): boolean {
  if (stored === undefined || draft.accessKeyId !== stored.accessKeyId) return false;
  const endpoint = draft.provider === 'other' ? draft.endpoint : undefined;
  if (endpoint !== undefined && !URL.canParse(endpoint)) return false;
  return (
    secretBinding({ endpoint, bucket: draft.bucket, credentials: credentialsOf(draft) }) === stored.binding
  );
}

/** Takes the text of the bucket's page: a name, or an address that also says the folder path and maybe the region. */
export function takeBucket(draft: Draft, text: string): Draft {
  return { ...draft, ...takeBucketText(text) };
}

/** A value for every macro, also for those that only an export definition gives one. */
const exampleValues: Required<NameValues> = {
  segmentId: '12341e18-abcd-49c2-836d-123c88e76c39',
  segmentName: 'Luxury Audience',
  destination: 'amazon-s3',
  destinationId: 'acme-exports',
  destinationName: 'Acme exports',
  organizationName: 'Acme',
  sandboxName: 'prod',
  customText: 'text',
  mergePolicyId: 'merge-policy-id',
  mergePolicyName: 'Merge policy',
};

/**
 * The key that an export of some segment would get at a moment.
 * @throws what `resolveName` throws
 */
export function exampleKey(draft: Draft, moment: Date): string {
  const { fileExtension } = resolveFormat(formatOf(draft));
  const folderPath = normaliseFolderPath(draft.folderPath);
  return resolveName({ folderPath, fileExtension }, exampleValues, moment).key;
}

function credentialsOf(draft: Draft): CredentialsSettings {
  const { credentials, profile } = draft;
  const role = draft.assumesRole && { assumeRole: roleOf(draft) };
  return credentials === 'profile' ? { type: credentials, profile, ...role } : { type: credentials, ...role };
}

function roleOf({ roleArn, externalId, oldRole }: Draft): AssumeRoleSettings {
  const role = { ...oldRole, roleArn };
  delete role.externalId;
  return externalId === '' ? role : { ...role, externalId };
}

/** What the pages do not ask about is kept; but a delimiter and an extension go with their type. */
function formatOf({ format, oldFormat }: Draft): FormatSettings {
  const options = { ...oldFormat, type: format };
  if (format === (oldFormat.type ?? 'csv')) return options;
  delete options.delimiter;
  delete options.fileExtension;
  return options;
}
