// How objects are written beside their bytes: what S3 keeps with them, and what happens when their key is taken. A part of a
// destination's settings. Adobe's Amazon S3 destination has the manifest alone of these options: it always overwrites.
import Type, { type Static } from 'typebox';

/** The fields of a destination that are about its objects. */
export const objectSettings = {
  overwrite: Type.Optional(
    Type.Enum(['fail', 'replace', 'rename'], {
      default: 'fail',
      description:
        'What happens when the bucket has an object of the same name: `fail` leaves it and delivers nothing; `replace` puts the export in its place, for imports that always read one name, but only as long as it is the object that was seen before; `rename` adds `_1`, `_2` and so on to the name.',
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
      description: 'The storage class of the objects, for example `STANDARD_IA`. Default: `STANDARD`.',
    }),
  ),
  tags: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 128 }), Type.String({ maxLength: 256 }), {
      maxProperties: 10,
      description: 'Tags of the objects, at most ten. The credentials need `s3:PutObjectTagging`.',
    }),
  ),
  metadata: Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$' }), Type.String({ pattern: '^[ -~]*$' }), {
      description:
        "Metadata of the objects: names in small letters, values in ASCII. `sha256` is the extension's own.",
    }),
  ),
  gzipAs: Type.Optional(
    Type.Enum(['file', 'encoding'], {
      default: 'file',
      description:
        'What a gzipped object says it is: a `file` that is gzip, or text in the `encoding` gzip (Content-Encoding), which many clients decompress without being asked.',
    }),
  ),
  bucketOwner: Type.Optional(
    Type.String({
      pattern: '^[0-9]{12}$',
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
