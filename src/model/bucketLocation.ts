// Where a bucket and a folder in it are, as people copy it from elsewhere: an s3:// address, an ARN, a web address of Amazon S3
// or a page of its console. The one reader of such addresses. A query or a fragment of an address is no folder.
import * as l10n from '@vscode/l10n';
import { bucketNameProblem, folderPathProblem, normaliseFolderPath, parseS3Uri } from './bucketName';

export interface BucketLocation {
  readonly bucket: string;
  /** Without slashes at its ends; empty for the top of the bucket. */
  readonly folderPath: string;
  /** Where the address tells it. */
  readonly region?: string;
}

/**
 * Takes an address apart. Whether S3 would take its bucket and folder is not looked at.
 * @returns undefined for what is none
 */
export function readBucketLocation(text: string): BucketLocation | undefined {
  const address = text.trim();
  if (/^s3[an]?:/i.test(address)) return inS3Uri(address);
  if (/^arn:/i.test(address)) return inArn(address);
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return inConsole(url) ?? inHostName(url) ?? inPath(url);
}

/** What a person answers who is asked for a bucket: its name, or an address that says more. */
export function takeBucketText(text: string): Partial<BucketLocation> & { readonly bucket: string } {
  return readBucketLocation(text) ?? { bucket: text.trim() };
}

/** Says what is wrong with such an answer, or nothing. */
export function bucketTextProblem(text: string): string | undefined {
  const location = readBucketLocation(text);
  if (location) return locationProblem(location);
  if (!/^(https?|arn):/i.test(text.trim())) return bucketNameProblem(text.trim());
  return l10n.t(
    "This is no address of a bucket in Amazon S3. Enter the bucket's name; the endpoint is asked for later.",
  );
}

/** Says what S3 would refuse of a location, or nothing. */
export function locationProblem({ bucket, folderPath }: BucketLocation): string | undefined {
  return bucketNameProblem(bucket) ?? folderPathProblem(folderPath);
}

/** The name of a destination that nobody has named: `bucket/folder`, with at most 100 characters, all of them whole. */
export function defaultName({
  bucket,
  folderPath = '',
}: Partial<BucketLocation> & { bucket: string }): string {
  return [bucket, normaliseFolderPath(folderPath)]
    .filter((part) => part !== '')
    .join('/')
    .slice(0, 100)
    .replace(/[\ud800-\udbff]$/, '');
}

/** Hadoop writes the scheme as `s3a` or `s3n`. */
function inS3Uri(address: string): BucketLocation | undefined {
  return parseS3Uri(address.replace(/^s3[an]/i, 's3').replace(/[?#][^]*$/, ''));
}

/** `arn:aws:s3:::bucket/folder/*`, as policies have it. */
function inArn(arn: string): BucketLocation | undefined {
  const [, bucket, folder = ''] = /^arn:aws[\w-]*:s3:::([^/]+)(?:\/([^]*))?$/i.exec(arn) ?? [];
  return located(bucket, folder.replace(/(^|\/)\*$/, ''));
}

/** `…console.aws.amazon.com/s3/buckets/BUCKET?region=…&prefix=FOLDER/`; the page of an object has its key there. */
function inConsole({ hostname, pathname, searchParams }: URL): BucketLocation | undefined {
  if (!/(^|\.)console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/.test(hostname))
    return undefined;
  const [, page, bucket] = /^\/s3\/(buckets|object)\/([^/]+)/.exec(pathname) ?? [];
  const prefix = searchParams.get('prefix') ?? '';
  const folder = page === 'object' ? prefix.replace(/[^/]*$/, '') : prefix;
  return located(bucket, folder, searchParams.get('region') ?? /^([a-z]+-[a-z-]+-\d)\./.exec(hostname)?.[1]);
}

/** What stands before `amazonaws.com` of a web address of S3, also of its older forms: maybe a region. */
const s3Host =
  /^(?:(.+)\.)?s3(?:-accelerate|-fips)?(?:\.dualstack)?(?:[.-]([a-z]+-[a-z-]+-\d))?\.amazonaws\.com(?:\.cn)?$/;

/** `https://BUCKET.s3.REGION.amazonaws.com/FOLDER`. */
function inHostName({ hostname, pathname }: URL): BucketLocation | undefined {
  const [, bucket, region] = s3Host.exec(hostname) ?? [];
  return located(bucket, decoded(pathname), region);
}

/** `https://s3.REGION.amazonaws.com/BUCKET/FOLDER`. */
function inPath({ hostname, pathname }: URL): BucketLocation | undefined {
  const host = s3Host.exec(hostname);
  if (!host || host[1] !== undefined) return undefined;
  const [, bucket, folder = ''] = /^\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  return located(bucket, decoded(folder), host[2]);
}

function located(
  bucket: string | undefined,
  folder: string | undefined,
  region?: string,
): BucketLocation | undefined {
  if (bucket === undefined || folder === undefined) return undefined;
  return { bucket, folderPath: normaliseFolderPath(folder), ...(region !== undefined && { region }) };
}

/** @returns undefined where percent signs stand for no text */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
