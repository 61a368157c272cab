// Deleting: one object or version, or up to a thousand at once.
import { authorize, mayDo } from '../authorization';
import { receiveText } from '../body';
import { type BucketCall, type Reply, writeConditions, xmlReply } from '../call';
import { statedChecksum } from '../checksums';
import { S3Error } from '../errors';
import { deleteKey, isObject, removeVersion, type WriteConditions } from '../store';
import { document, nodesOf, parseXml, textOf, type Xml } from '../xml';

const MAX_KEYS = 1000;

interface Deletion {
  /** Version id of the marker that was made, or that was taken away. */
  readonly marker?: string;
}

const unconditional: WriteConditions = { ifNoneMatch: undefined, ifMatch: undefined };

function deleteOne(
  { endpoint, bucket }: BucketCall,
  key: string,
  versionId: string | undefined,
  conditions = unconditional,
): Deletion {
  if (versionId === undefined) {
    const marker = deleteKey(bucket, key, endpoint.now(), conditions);
    return marker ? { marker: marker.versionId } : {};
  }
  const removed = removeVersion(bucket, key, versionId);
  return removed && !isObject(removed) ? { marker: versionId } : {};
}

/**
 * What `If-Match` asks of the current version. To compare an ETag takes the permission to read.
 * Source: "How to perform conditional deletes" in the Amazon S3 User Guide.
 */
function deleteConditions(call: BucketCall): WriteConditions {
  const { ifMatch } = writeConditions(call.endpoint, call.request);
  if (ifMatch !== undefined && ifMatch !== '*')
    authorize({ ...call, action: 's3:GetObject', key: call.request.key });
  return { ...unconditional, ifMatch };
}

export function deleteObject(call: BucketCall): Reply {
  const versionId = call.request.query.get('versionId');
  const { marker } = deleteOne(call, call.request.key, versionId, deleteConditions(call));
  const named = marker ?? versionId;
  return {
    status: 204,
    headers: {
      ...(named !== undefined && call.bucket.versioning && { 'x-amz-version-id': named }),
      ...(marker !== undefined && { 'x-amz-delete-marker': 'true' }),
    },
  };
}

function checkIntegrityHeader({ request }: BucketCall): void {
  const named =
    request.header('content-md5') ?? statedChecksum(request)?.value ?? request.header('x-amz-trailer');
  if (named !== undefined) return;
  throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
}

/** Each key is allowed or denied by itself. */
export async function deleteObjects(call: BucketCall): Promise<Reply> {
  checkIntegrityHeader(call);
  const root = parseXml(await receiveText(call.body), 'Delete');
  const named = nodesOf(root, 'Object');
  if (named.length === 0 || named.length > MAX_KEYS) throw new S3Error('MalformedXML');
  const Deleted: Xml[] = [];
  const Error: Xml[] = [];
  for (const node of named) {
    const Key = textOf(node, 'Key') ?? '';
    const VersionId = textOf(node, 'VersionId');
    if (mayDo({ ...call, action: 's3:DeleteObject', key: Key })) {
      const { marker } = deleteOne(call, Key, VersionId);
      const made = marker !== undefined && { DeleteMarker: true, DeleteMarkerVersionId: marker };
      Deleted.push({ Key, VersionId, ...made });
    } else {
      Error.push({ Key, VersionId, Code: 'AccessDenied', Message: 'Access Denied' });
    }
  }
  const quiet = textOf(root, 'Quiet')?.trim() === 'true';
  return xmlReply(document('DeleteResult', { Deleted: quiet ? undefined : Deleted, Error }));
}
