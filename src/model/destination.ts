// A destination: where and how exports are written. This schema is the shape of the `s3Destinations.destinations`
// setting; a test holds package.json to it. It has no place for a secret, on purpose.
import * as l10n from '@vscode/l10n';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { CredentialsSettings } from './credentials';
import { destinationIdProblem } from './destinationId';
import { destinationSnippets } from './destinationSnippets';
import { endpointPattern, endpointPatternMessage, endpointProblem } from './endpoint';
import {
  bucketNamePattern,
  bucketNameProblem,
  folderPathPattern,
  folderPathProblem,
  normaliseFolderPath,
} from './bucketName';
import { Failure } from './failure';
import { FormatSettings, resolveFormat, type Format } from './format';
import { formatProblem } from './formatProblem';
import { misplacedSecretProblem, noSecretFields } from './misplacedSecret';
import { objectProblem } from './objectProblem';
import { objectSettings, resolveObjectOptions, type ObjectOptions } from './objectSettings';
import { schemaProblem } from './schemaProblem';

/** One destination in settings. */
export const DestinationSettings = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'The name that people see. Default: the id.',
      }),
    ),
    production: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether what lands here is taken for real: VS Code marks the destination, and a push to it, or a deletion there, is confirmed by typing the name of the bucket.',
      }),
    ),
    unattended: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether exports run to a production destination by themselves, by their schedules. Elsewhere they always may.',
      }),
    ),
    bucket: Type.String({
      minLength: 3,
      maxLength: 63,
      pattern: bucketNamePattern,
      patternErrorMessage:
        'A bucket name has 3 to 63 lowercase letters, digits, hyphens and dots, begins and ends with a letter or digit, has no two dots side by side, and is none that Amazon S3 reserves.',
      description:
        'The bucket, by its [name](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). Adobe calls it *Bucket name*.',
    }),
    folderPath: Type.Optional(
      Type.String({
        default: '',
        maxLength: 700,
        pattern: folderPathPattern,
        patternErrorMessage:
          'A folder path has no empty folder ("//"), no folder named "." or "..", and no control characters.',
        description:
          'The folder path (key prefix) that exports are written under. Adobe calls it *Folder path*.',
      }),
    ),
    region: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9-]+$',
        patternErrorMessage:
          'A region has lowercase letters, digits and hyphens, for example "eu-central-1".',
        default: 'us-east-1',
        description: "The bucket's region, for example `eu-central-1`.",
      }),
    ),
    endpoint: Type.Optional(
      Type.String({
        pattern: endpointPattern,
        patternErrorMessage: endpointPatternMessage,
        description:
          'The address of an S3-compatible store, for example `https://minio.example.com`. Default: AWS.',
      }),
    ),
    pathStyle: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether the bucket stands in the path (`https://host/bucket/key`) instead of the host name. Many S3-compatible stores need it.',
      }),
    ),
    credentials: Type.Optional(CredentialsSettings),
    format: Type.Optional(FormatSettings),
    ...objectSettings,
  },
  { additionalProperties: false, defaultSnippets: destinationSnippets, ...noSecretFields },
);
export type DestinationSettings = Static<typeof DestinationSettings>;

/** A destination with every option resolved. */
export interface Destination {
  /** Its key in settings. */
  readonly id: string;
  readonly name: string;
  /** What is done there in VS Code is confirmed by typing the name of the bucket. */
  readonly production: boolean;
  /** See `mayRunUnattended`. */
  readonly unattended: boolean;
  readonly bucket: string;
  /** Without slashes at its ends; empty for the bucket's root. */
  readonly folderPath: string;
  readonly region: string;
  /** Undefined means AWS. */
  readonly endpoint: string | undefined;
  readonly pathStyle: boolean;
  readonly credentials: CredentialsSettings;
  readonly format: Format;
  readonly object: ObjectOptions;
}

/** A destination in settings does not follow the schema. */
export class InvalidDestination extends Failure {
  constructor(
    readonly destinationId: string,
    why: string,
  ) {
    super('invalid-destination', {
      what: l10n.t('The destination "{0}" cannot be used.', destinationId),
      why,
      next: l10n.t('Correct it in the setting s3Destinations.destinations.'),
    });
  }
}

/**
 * Reads one destination from settings and fills in the defaults.
 * @throws InvalidDestination naming the first field that is wrong. Values are not quoted: a misplaced one may be a secret.
 */
export function readDestination(id: string, settings: unknown): Destination {
  const wrong = destinationIdProblem(id) ?? misplacedSecretProblem(settings) ?? fieldProblem(settings);
  if (wrong !== undefined) throw new InvalidDestination(id, wrong);
  if (!Check(DestinationSettings, settings))
    throw new InvalidDestination(id, schemaProblem(DestinationSettings, settings));
  const { bucket, folderPath = '', endpoint, credentials = { type: 'default' } } = settings;
  const format = resolveFormat(settings.format ?? {});
  const problem = formatProblem(format);
  if (problem !== undefined) throw new InvalidDestination(id, problem);
  return {
    id,
    name: settings.name ?? id,
    production: settings.production ?? false,
    unattended: settings.unattended ?? false,
    bucket,
    folderPath: normaliseFolderPath(folderPath),
    region: settings.region ?? 'us-east-1',
    endpoint,
    pathStyle: settings.pathStyle ?? false,
    credentials,
    format,
    object: resolveObjectOptions(settings),
  };
}

/** Whether exports may run to a destination with nobody there to confirm them. */
export function mayRunUnattended({
  production,
  unattended,
}: Pick<Destination, 'production' | 'unattended'>): boolean {
  return !production || unattended;
}

/** What is wrong with single fields, in better words than the schema has. Values of another kind are left to that. */
function fieldProblem(settings: unknown): string | undefined {
  if (!Check(AnyFields, settings)) return undefined;
  const { bucket, folderPath, endpoint, credentials, tags, metadata } = settings;
  const role = Check(AnyFields, credentials) ? credentials['assumeRole'] : undefined;
  return (
    textProblem(bucket, bucketNameProblem) ??
    textProblem(folderPath, folderPathProblem) ??
    textProblem(endpoint, endpointProblem) ??
    textProblem(Check(AnyFields, role) ? role['stsEndpoint'] : undefined, endpointProblem) ??
    objectProblem({ tags: Check(Texts, tags) ? tags : {}, metadata: Check(Texts, metadata) ? metadata : {} })
  );
}

const AnyFields = Type.Record(Type.String(), Type.Unknown());
const Texts = Type.Record(Type.String(), Type.String());

function textProblem(value: unknown, problem: (text: string) => string | undefined): string | undefined {
  return typeof value === 'string' ? problem(value) : undefined;
}

/** Which bucket of which store: the same for all destinations that lead there. */
export function bucketAddress({ endpoint, bucket }: Pick<Destination, 'endpoint' | 'bucket'>): string {
  return `${endpoint === undefined ? 'aws' : address(endpoint)}/${bucket}`;
}

/**
 * What a secret belongs to: the bucket, and who else is shown what the secret signs. A secret is used only while its
 * destination still points there, so that changing settings cannot send that elsewhere.
 */
export function secretBinding(destination: Pick<Destination, 'endpoint' | 'bucket' | 'credentials'>): string {
  const { stsEndpoint } = destination.credentials.assumeRole ?? {};
  const bucket = bucketAddress(destination);
  return stsEndpoint === undefined ? bucket : `${bucket} ${address(stsEndpoint)}`;
}

/** With its path: a gateway may serve several tenants below one host. */
function address(endpoint: string): string {
  const { origin, pathname } = new URL(endpoint);
  return `${origin}${pathname.replace(/\/*$/, '')}`;
}
