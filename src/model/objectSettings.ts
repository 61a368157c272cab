// How objects are written beside their bytes: what S3 keeps with them, and what happens when their key is taken. A part of a
// destination's settings. Adobe's Amazon S3 destination has the manifest alone of these options: it always overwrites.
import Type, { type Static } from 'typebox';
import { metadataNamePattern, ownMetadata, tagTextMessage, tagTextPattern } from './objectProblem';

/** The fields of a destination that are about its objects. */
export const objectSettings = {
  overwrite: Type.Optional(
    Type.Enum(['fail', 'replace', 'rename'], {
      default: 'fail',
      description: 'What happens when the bucket has an object of the same name.',
      markdownEnumDescriptions: [
        'The object stays as it is, and nothing is delivered.',
        'The export takes its place, for imports that always read one name, but only as long as it is the object that was seen before.',
        'The export gets the next free name: `_1`, `_2` and so on are added.',
      ],
    }),
  ),
  encryption: Type.Optional(
    Type.Union(
      [
        Type.Object(
          { type: Type.Literal('sse-s3') },
          { additionalProperties: false, description: 'With keys of the store (SSE-S3, AES-256).' },
        ),
        Type.Object(
          {
            type: Type.Literal('sse-kms'),
            keyId: Type.Optional(
              Type.String({
                minLength: 1,
                description: "Id, ARN or alias of the key. Default: the account's own key for S3.",
              }),
            ),
          },
          { additionalProperties: false, description: 'With a key of AWS KMS (SSE-KMS).' },
        ),
      ],
      { description: 'How the store encrypts the objects. Default: as the bucket is set up.' },
    ),
  ),
  storageClass: Type.Optional(
    Type.String({
      pattern: '^[A-Z][A-Z0-9_]*$',
      patternErrorMessage: 'A storage class has capital letters, digits and "_", for example "STANDARD_IA".',
      description: 'The storage class of the objects, for example `STANDARD_IA`. Default: `STANDARD`.',
    }),
  ),
  tags: Type.Optional(
    Type.Record(
      Type.String({ minLength: 1, maxLength: 128 }),
      Type.String({ maxLength: 256, pattern: tagTextPattern, patternErrorMessage: tagTextMessage }),
      {
        maxProperties: 10,
        propertyNames: {
          minLength: 1,
          maxLength: 128,
          pattern: `^(?!aws:)${tagTextPattern.slice(1)}`,
          patternErrorMessage:
            'The name of a tag has letters, digits, spaces and "+ - = . _ : / @", and does not begin with "aws:".',
        },
        description: 'Tags of the objects, at most ten. The credentials need `s3:PutObjectTagging`.',
      },
    ),
  ),
  metadata: Type.Optional(
    Type.Record(
      Type.String({ pattern: metadataNamePattern }),
      Type.String({
        pattern: '^(?:[!-~](?:[ -~]*[!-~])?)?$',
        patternErrorMessage: 'A value of metadata is in ASCII, without spaces at its ends.',
      }),
      {
        propertyNames: {
          pattern: `^(?!(?:${ownMetadata.join('|')})$)${metadataNamePattern.slice(1)}`,
          patternErrorMessage:
            'The name of metadata has small letters, digits and ". _ -", begins with a letter or digit, and is none of "sha256", "due", "files", "export", which are the extension\'s own.',
        },
        description:
          "Metadata of the objects: names in small letters, values in ASCII. `sha256`, `due`, `files` and `export` are the extension's own.",
      },
    ),
  ),
  gzipAs: Type.Optional(
    Type.Enum(['file', 'encoding'], {
      default: 'file',
      description: 'What a gzipped object says it is.',
      markdownEnumDescriptions: [
        'A file that is gzip: `application/gzip`.',
        'Text in the encoding gzip (`Content-Encoding`), which many clients decompress without being asked.',
      ],
    }),
  ),
  bucketOwner: Type.Optional(
    Type.String({
      pattern: '^[0-9]{12}$',
      patternErrorMessage: 'The id of an AWS account has twelve digits.',
      description:
        'The AWS account that must own the bucket. When it is another one, every request is refused and nothing is sent to it.',
    }),
  ),
  manifest: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Whether a manifest is written last, beside the first file: a JSON object that names the files of the export with their sizes, rows and SHA-256. Adobe calls it *Include manifest file*.',
    }),
  ),
};

export type ObjectSettings = Static<Type.TObject<typeof objectSettings>>;
export type OverwritePolicy = NonNullable<ObjectSettings['overwrite']>;
export type Encryption = NonNullable<ObjectSettings['encryption']>;

/** The same with every option resolved. What an option means stands in `objectSettings`. */
export interface ObjectOptions {
  readonly overwrite: OverwritePolicy;
  /** Undefined: as the bucket is set up. */
  readonly encryption: Encryption | undefined;
  readonly storageClass: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly gzipAs: 'file' | 'encoding';
  /** Twelve digits. */
  readonly bucketOwner: string | undefined;
  readonly manifest: boolean;
}

/** Fills in the defaults. */
export function resolveObjectOptions(settings: ObjectSettings): ObjectOptions {
  return {
    overwrite: settings.overwrite ?? 'fail',
    encryption: settings.encryption,
    storageClass: settings.storageClass,
    tags: settings.tags ?? {},
    metadata: settings.metadata ?? {},
    gzipAs: settings.gzipAs ?? 'file',
    bucketOwner: settings.bucketOwner,
    manifest: settings.manifest ?? false,
  };
}
