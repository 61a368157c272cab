// What radosgw 20.2 does otherwise than S3, by the tests that show it.
import { type Differences } from '../conformance/differences';

const noAlgorithm = 'radosgw looks at a checksum only if x-amz-sdk-checksum-algorithm names its algorithm';
const noType = 'radosgw does not hold the parts of an upload to the algorithm and type that it began with';

/** Without STS. */
export const differences: Differences = {
  'authentication: refuses another region and names its own': 'radosgw takes any region',
  'authentication: refuses a session token that it never issued':
    'radosgw overlooks session tokens unless it has STS',
  'buckets: tell where they are': 'radosgw tells its zone group, "default"',
  'objects: keep their storage class': 'radosgw has those classes only that its operator made',
  'objects: tell that they are encrypted': 'radosgw keeps the keys of SSE-S3 in a Vault, which is not there',
  'objects: tell their attributes':
    'radosgw reads the first of the names only, because of the spaces that the SDK sends between them',
  'checksums in headers: are checked without the SDK’s own header': noAlgorithm,
  'checksums in headers: that are no checksum at all are refused': noAlgorithm,
  'checksums in headers: may be of one algorithm only': noAlgorithm,
  'checksums in headers: are made where none is sent': 'radosgw makes none',
  'checksums in trailers: unsigned chunks with a trailer, without the SDK’s own header, are taken':
    noAlgorithm,
  'checksums in trailers: the empty last chunk signed wrong is refused':
    'radosgw has all the bytes by then, and does not check it',
  'checksums in trailers: a body shorter than it said is refused': 'radosgw calls it InvalidArgument',
  'checksums in trailers: small chunks before the last are refused': 'radosgw takes them',
  'conditional writes: If-Match on a delete of a key that is gone is not found':
    'radosgw has nothing to delete then, and says that it did',
  'multipart uploads: are completed with a subset of parts': 'radosgw wants every part: InvalidPart',
  'multipart uploads: are gone once completed or aborted': 'radosgw calls it NoSuchKey when parts are listed',
  'lists of what is under way: part numbers outside 1 to 10000 are refused': 'radosgw takes them',
  'wrong completions: parts out of order is refused as InvalidPartOrder': 'radosgw puts them in order',
  'checksums of multipart uploads: COMPOSITE must be completed with every part’s checksum': noType,
  'checksums of multipart uploads: a part of another algorithm than the upload’s is refused': noType,
  'listing: encodes keys when asked': 'radosgw encodes slashes too',
  'bucket policies: that are no policies are refused': 'radosgw calls them InvalidArgument',
  'bucket policies: require encryption':
    'radosgw takes StringNotEquals for not fulfilled by a header that is not sent',
  'bucket policies: require that a put does not overwrite':
    'radosgw does not know s3:ObjectCreationOperation',
  'bucket policies: say whom they deny what': 'radosgw says AccessDenied and no more',
};

const noExternalId = 'radosgw fulfils no condition on sts:ExternalId, so that its role here has none';

/** With STS. */
export const stsDifferences: Differences = {
  'temporary credentials: are not given for the external id wrong': noExternalId,
  'temporary credentials: are not given for the external id undefined': noExternalId,
  'temporary credentials: are not given for a wrong secret': 'radosgw calls it AccessDenied',
  'temporary credentials: are refused with a wrong token, and without one':
    'radosgw calls it InvalidArgument',
};
