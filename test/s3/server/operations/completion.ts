// CompleteMultipartUpload: the parts that it names become an object, if they are there, in order, large enough, and
// sum up to what the client says of the whole.
import { createHash } from 'node:crypto';
import { receiveText } from '../body';
import { type BucketCall, type Reply, versionHeaders, writeConditions, xmlReply } from '../call';
import {
  type Checksum,
  checksumElements,
  checkValue,
  compositeChecksum,
  fullObjectChecksum,
  statedChecksum,
} from '../checksums';
import { S3Error } from '../errors';
import { type ObjectBody, type Part, putObjectVersion, type Upload } from '../store';
import { document, nodesOf, parseXml, textOf, type XmlNode } from '../xml';
import { requestedUpload } from './multipart';

/** The uploaded part that an entry of the completion names. Throws `InvalidPart`, or `InvalidRequest` without a due checksum. */
function completedPart({ parts, checksum }: Upload, node: XmlNode): Part {
  const number = Number(textOf(node, 'PartNumber'));
  const etag = textOf(node, 'ETag')?.trim().replaceAll('"', '');
  const stated = textOf(node, `Checksum${checksum.algorithm}`)?.trim();
  const part = parts.get(number);
  if (!part || part.etag !== etag || (stated !== undefined && stated !== part.checksum)) {
    throw new S3Error('InvalidPart', undefined, { PartNumber: number, ETag: etag ?? '' });
  }
  if (stated === undefined && checksum.type === 'COMPOSITE') {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${checksum.algorithm.toLowerCase()} checksum. The complete request must include ` +
        `the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return part;
}

function checkOrderAndSizes(parts: readonly Part[], minPartBytes: number): void {
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (next && next.number <= part.number) throw new S3Error('InvalidPartOrder');
  }
  const small = parts.slice(0, -1).find(({ size }) => size < minPartBytes);
  if (!small) return;
  throw new S3Error('EntityTooSmall', undefined, {
    ProposedSize: small.size,
    MinSizeAllowed: minPartBytes,
    PartNumber: small.number,
    ETag: small.etag,
  });
}

/** The finished object's checksum, held against what the completion says of it. */
function objectChecksum({ request }: BucketCall, { checksum }: Upload, parts: readonly Part[]): Checksum {
  const { algorithm, type } = checksum;
  const namedType = request.header('x-amz-checksum-type');
  if (namedType !== undefined && namedType !== type) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const combine = type === 'FULL_OBJECT' ? fullObjectChecksum : compositeChecksum;
  const shares = parts.map(({ size, checksum: value }) => ({ size, value }));
  const whole = combine(algorithm, shares);
  const stated = statedChecksum(request);
  if (stated?.algorithm === algorithm) checkValue(stated.value, whole);
  else if (stated) throw new S3Error('InvalidRequest', 'Checksum algorithm differs from that of the upload.');
  return whole;
}

function checkTotalSize({ request }: BucketCall, size: number): void {
  const stated = request.header('x-amz-mp-object-size');
  if (stated === undefined || Number(stated) === size) return;
  throw new S3Error('InvalidRequest', 'The provided x-amz-mp-object-size header does not match the parts.');
}

function multipartEtag(parts: readonly Part[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
}

export async function completeUpload(call: BucketCall): Promise<Reply> {
  const { endpoint, bucket, request } = call;
  requestedUpload(call);
  const root = parseXml(await receiveText(call.body, { ignoreChecksum: true }), 'CompleteMultipartUpload');
  const nodes = nodesOf(root, 'Part');
  if (nodes.length === 0) throw new S3Error('MalformedXML');
  const upload = requestedUpload(call);
  const parts = nodes.map((node) => completedPart(upload, node));
  checkOrderAndSizes(parts, endpoint.minPartBytes);
  const body: ObjectBody = {
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: multipartEtag(parts),
    checksum: objectChecksum(call, upload, parts),
    attributes: upload.attributes,
    pieces: parts.map(({ piece }) => piece),
    parts,
  };
  checkTotalSize(call, body.size);
  const version = putObjectVersion(
    bucket,
    request.key,
    body,
    endpoint.now(),
    writeConditions(endpoint, request),
  );
  bucket.uploads.delete(upload.id);
  for (const part of upload.parts.values()) if (!parts.includes(part)) part.piece.release();
  return xmlReply(
    document('CompleteMultipartUploadResult', {
      Location: `http://${request.header('host') ?? ''}/${bucket.name}/${encodeURIComponent(request.key)}`,
      Bucket: bucket.name,
      Key: request.key,
      ETag: `"${body.etag}"`,
      ...checksumElements(body.checksum),
    }),
    { ...upload.attributes.encryption, ...versionHeaders(bucket, version.versionId) },
  );
}
