// Multipart uploads until they are completed: create, take parts, abort.
import { attributesOf, etagOf } from '../attributes';
import { type BucketCall, type Reply, xmlReply } from '../call';
import { type Algorithm, algorithmNamed, checksumHeaders, type ChecksumType } from '../checksums';
import { S3Error } from '../errors';
import { receivePiece } from '../pieces';
import { newId, type Upload } from '../store';
import { document } from '../xml';

const MAX_PARTS = 10_000;

/** The upload that a request names. Throws `NoSuchUpload`. */
export function requestedUpload({ bucket, request }: BucketCall): Upload {
  const upload = bucket.uploads.get(request.query.get('uploadId') ?? '');
  if (!upload || upload.key !== request.key) throw new S3Error('NoSuchUpload');
  return upload;
}

/** CRC64NVME can only be of the whole object, SHA1 and SHA256 only of the parts; the other two start as COMPOSITE. */
function checksumType(algorithm: Algorithm, named: string | undefined): ChecksumType {
  const type = named ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const refused = algorithm.startsWith('SHA') ? 'FULL_OBJECT' : algorithm === 'CRC64NVME' ? 'COMPOSITE' : '';
  if (type === refused || (type !== 'FULL_OBJECT' && type !== 'COMPOSITE')) {
    const problem = `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`;
    throw new S3Error('InvalidRequest', problem);
  }
  return type;
}

function uploadChecksum({ request }: BucketCall): Upload['checksum'] {
  const name = request.header('x-amz-checksum-algorithm');
  const type = request.header('x-amz-checksum-type');
  if (name === undefined && type !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const algorithm = algorithmNamed(name ?? 'CRC64NVME');
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return { algorithm, type: checksumType(algorithm, type), declared: name !== undefined };
}

export function createUpload(call: BucketCall): Reply {
  const { endpoint, bucket, request } = call;
  const { key } = request;
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  const checksum = uploadChecksum(call);
  const attributes = attributesOf(request);
  const upload = { id: newId(), key, started: endpoint.now(), attributes, checksum, parts: new Map() };
  bucket.uploads.set(upload.id, upload);
  const result = { Bucket: bucket.name, Key: key, UploadId: upload.id };
  return xmlReply(document('InitiateMultipartUploadResult', result), {
    ...attributes.encryption,
    ...(checksum.declared && {
      'x-amz-checksum-algorithm': checksum.algorithm,
      'x-amz-checksum-type': checksum.type,
    }),
  });
}

/**
 * A part must bring the algorithm that its upload declared; only FULL_OBJECT parts may bring none. Where none was
 * declared, any is taken: the SDKs send one by themselves.
 */
function checkPartAlgorithm({ checksum }: Upload, actual: Algorithm | undefined): void {
  const { algorithm, type, declared } = checksum;
  if (!declared || actual === algorithm || (actual === undefined && type === 'FULL_OBJECT')) return;
  const [wanted, given] = [algorithm.toLowerCase(), actual?.toLowerCase() ?? 'null'];
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${wanted}, actual checksum Type: ${given}`,
  );
}

export async function uploadPart(call: BucketCall): Promise<Reply> {
  const { endpoint, request, body } = call;
  if (request.header('x-amz-copy-source') !== undefined) {
    throw new S3Error('NotImplemented', undefined, { Header: 'x-amz-copy-source' });
  }
  const number = request.count('partNumber', { default: 0, from: 1, to: MAX_PARTS });
  const upload = requestedUpload(call);
  const { piece, size, md5, checksum, stated } = await receivePiece(endpoint.directory, body, {
    keep: upload.checksum.algorithm,
    onAnnounced: (algorithm) => checkPartAlgorithm(upload, algorithm),
  });
  // The upload may have been completed or aborted while the part was on its way.
  if (!call.bucket.uploads.has(upload.id)) {
    piece.release();
    throw new S3Error('NoSuchUpload');
  }
  upload.parts.get(number)?.piece.release();
  const etag = etagOf(md5, upload.attributes);
  upload.parts.set(number, { number, size, etag, modified: endpoint.now(), checksum: checksum.value, piece });
  return {
    headers: { ...upload.attributes.encryption, ...checksumHeaders(stated), etag: `"${etag}"` },
  };
}

export function abortUpload(call: BucketCall): Reply {
  const upload = requestedUpload(call);
  call.bucket.uploads.delete(upload.id);
  for (const part of upload.parts.values()) part.piece.release();
  return { status: 204 };
}
