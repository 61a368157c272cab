// What is under way: ListParts and ListMultipartUploads, both in pages.
import { type BucketCall, type Reply, xmlReply } from '../call';
import { checksumElements } from '../checksums';
import { byKey, type Upload } from '../store';
import { document } from '../xml';
import { keyEncoder, listingFrame } from './listing';
import { requestedUpload } from './multipart';

const MAX_ENTRIES = 1000;

export function listParts(call: BucketCall): Reply {
  const { bucket, request } = call;
  const upload = requestedUpload(call);
  const { algorithm, type, declared } = upload.checksum;
  const max = request.count('max-parts', { default: MAX_ENTRIES, to: MAX_ENTRIES, cap: true });
  const marker = request.count('part-number-marker', { default: 0, to: Number.MAX_SAFE_INTEGER });
  const rest = [...upload.parts.values()]
    .filter(({ number }) => number > marker)
    .sort((left, right) => left.number - right.number);
  const page = rest.slice(0, max);
  const truncated = rest.length > page.length;
  return xmlReply(
    document('ListPartsResult', {
      Bucket: bucket.name,
      Key: keyEncoder(request)(upload.key),
      UploadId: upload.id,
      StorageClass: upload.attributes.storageClass,
      PartNumberMarker: marker,
      NextPartNumberMarker: truncated ? page.at(-1)?.number : undefined,
      MaxParts: max,
      IsTruncated: truncated,
      ...(declared && { ChecksumAlgorithm: algorithm, ChecksumType: type }),
      Part: page.map(({ number, modified, etag, size, checksum }) => ({
        PartNumber: number,
        LastModified: modified.toISOString(),
        ETag: `"${etag}"`,
        Size: size,
        ...checksumElements(declared ? { algorithm, value: checksum } : undefined),
      })),
    }),
  );
}

/** What follows a marker: later keys, and of the marker's own key the uploads that come after the named one. */
function uploadsAfter(sorted: readonly Upload[], keyMarker: string, idMarker: string): readonly Upload[] {
  const named = sorted.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  if (named >= 0) return sorted.slice(named + 1);
  return sorted.filter(({ key }) => keyMarker === '' || byKey({ key }, { key: keyMarker }) > 0);
}

export function listUploads(call: BucketCall): Reply {
  const { bucket, request } = call;
  const encode = keyEncoder(request);
  const prefix = request.query.get('prefix') ?? '';
  const max = request.count('max-uploads', { default: MAX_ENTRIES, to: MAX_ENTRIES, cap: true });
  const keyMarker = request.query.get('key-marker') ?? '';
  const idMarker = request.query.get('upload-id-marker') ?? '';
  const sorted = [...bucket.uploads.values()].filter(({ key }) => key.startsWith(prefix)).sort(byKey);
  const rest = uploadsAfter(sorted, keyMarker, idMarker);
  const page = rest.slice(0, max);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  const { Name, ...frame } = listingFrame(call, { prefix, delimiter: '', after: '', max });
  return xmlReply(
    document('ListMultipartUploadsResult', {
      Bucket: Name,
      ...frame,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: last && encode(last.key),
      NextUploadIdMarker: last?.id,
      MaxUploads: max,
      IsTruncated: last !== undefined,
      Upload: page.map(({ key, id, started, attributes, checksum }) => ({
        Key: encode(key),
        UploadId: id,
        Initiated: started.toISOString(),
        StorageClass: attributes.storageClass,
        ...(checksum.declared && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
      })),
    }),
  );
}
