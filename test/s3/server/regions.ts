// Which region a bucket is in, and the answer to requests that were sent to another region's endpoint.
// Source: "Making requests over IPv4 and IPv6", "Request redirection and the REST API" in the Amazon S3 API reference.
import { type Endpoint } from './call';
import { S3Error } from './errors';
import { type S3Request } from './request';

/** The region of a request's bucket. */
export function regionOf({ bucket }: S3Request, { region, elsewhere }: Endpoint): string {
  return Object.hasOwn(elsewhere, bucket) ? (elsewhere[bucket] ?? region) : region;
}

/** Throws `PermanentRedirect`, before anything is looked at, when the bucket is elsewhere. Not signed is as signed for here. */
export function checkEndpoint(request: S3Request, endpoint: Endpoint): void {
  const home = regionOf(request, endpoint);
  const [, signedFor = endpoint.region] =
    /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(request.header('authorization') ?? '') ?? [];
  if (home === endpoint.region || signedFor !== endpoint.region) return;
  const Endpoint = `${request.bucket}.s3.${home}.amazonaws.com`;
  throw new S3Error('PermanentRedirect', undefined, { Endpoint, Bucket: request.bucket });
}
