import { createHash, randomBytes } from 'node:crypto';

import { checksumElement, checksumName, compositeChecksum, computeChecksum } from './checksum.js';
import type { Checksum, ChecksumName } from './checksum.js';
import { checkConditions, writtenHeaders } from './object-routes.js';
import { objectSettings } from './object-settings.js';
import { etagOf } from './objects.js';
import type { Bucket, MultipartUpload, StoredObject, UploadedPart } from './objects.js';
import { invalidArgument, invalidRequest, S3Error } from './s3-error.js';
import { checkBodyChecksum } from './s3-request.js';
import type { S3Answer, S3Request } from './s3-request.js';
import type { S3State } from './state.js';
import { insidesOf, textsOf, xmlDocument } from './xml.js';

const MAX_PARTS = 10_000;
const XML = { 'content-type': 'application/xml' };

interface ListedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksums: Readonly<Partial<Record<ChecksumName, string>>>;
}

export function createUpload(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const { headers, key } = request;
  const upload: MultipartUpload = {
    id: randomBytes(32).toString('base64url'),
    key,
    settings: objectSettings(headers, bucket, state.now()),
    checksum: uploadChecksum(headers),
    parts: new Map(),
    startedAt: state.now(),
  };
  bucket.uploads.set(upload.id, upload);
  return {
    status: 200,
    headers: {
      ...XML,
      ...(upload.checksum === null
        ? {}
        : {
            'x-amz-checksum-algorithm': upload.checksum.name.toUpperCase(),
            'x-amz-checksum-type': upload.checksum.type,
          }),
    },
    body: xmlDocument('InitiateMultipartUploadResult', {
      Bucket: bucket.name,
      Key: key,
      UploadId: upload.id,
    }),
  };
}

export function uploadPart(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const { body, checksum } = request;
  const upload = findUpload(request, bucket);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS) {
    throw invalidArgument(
      'partNumber',
      String(request.query.get('partNumber')),
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  checkBodyChecksum(request);
  const expected = upload.checksum;
  // Parts of an upload that was to have composite checksums can't do without.
  const isMissing = checksum === null && expected?.type === 'COMPOSITE';
  if (
    expected !== null &&
    state.keepsChecksums &&
    (isMissing || (checksum !== null && checksum.name !== expected.name))
  ) {
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${expected.name}, actual checksum Type: ${checksum?.name ?? 'null'}`,
    );
  }
  const part: UploadedPart = {
    bytes: body,
    etag: createHash('md5').update(body).digest('hex'),
    checksum: checksum?.value ?? (expected === null ? null : computeChecksum(expected.name, body)),
    storedAt: state.now(),
  };
  upload.parts.set(number, part);
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      'x-amz-server-side-encryption': upload.settings.encryption.algorithm,
      ...(checksum === null || !state.keepsChecksums
        ? {}
        : { [`x-amz-checksum-${checksum.name}`]: checksum.value }),
    },
  };
}

export function listParts(request: S3Request, bucket: Bucket): S3Answer {
  const upload = findUpload(request, bucket);
  const marker = Number(request.query.get('part-number-marker') ?? 0);
  const max = Math.min(1_000, Number(request.query.get('max-parts') ?? 1_000));
  const after = [...upload.parts].sort(([a], [b]) => a - b).filter(([number]) => number > marker);
  const page = after.slice(0, max);
  const { checksum } = upload;
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ListPartsResult', {
      Bucket: bucket.name,
      Key: upload.key,
      UploadId: upload.id,
      StorageClass: upload.settings.storageClass,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
      MaxParts: max,
      IsTruncated: page.length < after.length,
      ChecksumAlgorithm: checksum?.name.toUpperCase() ?? null,
      ChecksumType: checksum?.type ?? null,
      Part: page.map(([number, part]) => ({
        PartNumber: number,
        LastModified: part.storedAt.toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.bytes.length,
        ...(checksum === null ? {} : { [checksumElement(checksum.name)]: part.checksum }),
      })),
    }),
  };
}

export function completeUpload(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const id = request.query.get('uploadId') ?? '';
  const done = bucket.completed.get(id);
  if (done !== undefined && done.key === request.key && state.answersRepeatedComplete) {
    return completed(done.object, request, bucket);
  }
  const upload = findUpload(request, bucket);
  const listed = readListed(request.body.toString());
  const parts = listed.map((part) => checkPart(part, upload, state));
  parts.forEach((part, index) => {
    if (index < parts.length - 1 && part.bytes.length < state.minPartBytes) {
      throw new S3Error(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        { ProposedSize: String(part.bytes.length), MinSizeAllowed: String(state.minPartBytes) },
      );
    }
  });
  checkUploadConditions(request, bucket, upload, state);
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const checksum = objectChecksum(upload, parts, bytes);
  checkStated(request, bytes, checksum);
  const stored = bucket.store(upload.key, {
    bytes,
    etag: multipartEtag(upload, parts, bytes),
    checksum,
    settings: upload.settings,
    parts: listed.map(({ number }, index) => ({
      number,
      sizeBytes: parts[index]?.bytes.length ?? 0,
      checksum: parts[index]?.checksum ?? null,
    })),
    storedAt: state.now(),
  });
  bucket.uploads.delete(id);
  bucket.completed.set(id, { object: stored, key: upload.key });
  return {
    ...completed(stored, request, bucket),
    headers: { ...XML, ...writtenHeaders({ ...stored, checksum: null }, state) },
  };
}

export function abortUpload(request: S3Request, bucket: Bucket): S3Answer {
  bucket.uploads.delete(findUpload(request, bucket).id);
  return { status: 204 };
}

export function listUploads(request: S3Request, bucket: Bucket): S3Answer {
  const prefix = request.query.get('prefix') ?? '';
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      Prefix: prefix,
      MaxUploads: 1_000,
      IsTruncated: false,
      Upload: [...bucket.uploads.values()]
        .filter(({ key }) => key.startsWith(prefix))
        .map((upload) => ({
          UploadId: upload.id,
          Key: upload.key,
          Initiated: upload.startedAt.toISOString(),
          StorageClass: upload.settings.storageClass,
        })),
    }),
  };
}

/** After a conflict the upload is of no more use: all parts have to be sent again. */
function checkUploadConditions(
  request: S3Request,
  bucket: Bucket,
  upload: MultipartUpload,
  state: S3State,
): void {
  try {
    checkConditions(request, bucket, bucket.conditionals.completeMultipartUpload, state);
  } catch (error) {
    if (error instanceof S3Error && error.status === 409) bucket.uploads.delete(upload.id);
    throw error;
  }
}

function completed(object: StoredObject, { headers, key }: S3Request, bucket: Bucket): S3Answer {
  const { checksum } = object;
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('CompleteMultipartUploadResult', {
      Location: `http://${headers['host'] ?? ''}/${bucket.name}/${key}`,
      Bucket: bucket.name,
      Key: key,
      ETag: `"${object.etag}"`,
      ...(checksum === null
        ? {}
        : { [checksumElement(checksum.name)]: checksum.value, ChecksumType: checksum.type }),
    }),
  };
}

function uploadChecksum(headers: S3Request['headers']): MultipartUpload['checksum'] {
  const asked = headers['x-amz-checksum-algorithm'];
  const type = headers['x-amz-checksum-type'];
  if (asked === undefined) return null;
  const name = checksumName(asked);
  if (name === null) {
    throw invalidRequest(
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  }
  const isSha = name === 'sha1' || name === 'sha256';
  const isWhole = type === undefined ? name === 'crc64nvme' : type === 'FULL_OBJECT';
  if ((isSha && isWhole) || (name === 'crc64nvme' && !isWhole)) {
    throw invalidRequest(
      `The ${type ?? ''} checksum type cannot be used with the ${name} checksum algorithm.`,
    );
  }
  return { name, type: isWhole ? 'FULL_OBJECT' : 'COMPOSITE' };
}

function findUpload({ query, key }: S3Request, bucket: Bucket): MultipartUpload {
  const upload = bucket.uploads.get(query.get('uploadId') ?? '');
  if (upload?.key === key) return upload;
  throw new S3Error(
    404,
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: query.get('uploadId') ?? '' },
  );
}

function readListed(xml: string): ListedPart[] {
  const listed = insidesOf(xml, 'Part').map((part) => ({
    number: Number(textsOf(part, 'PartNumber')[0]),
    etag: (textsOf(part, 'ETag')[0] ?? '').replace(/"/gu, ''),
    checksums: Object.fromEntries(
      (['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const).flatMap((name) => {
        const [value] = textsOf(part, checksumElement(name));
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  }));
  if (listed.length === 0 || listed.some(({ number }) => !Number.isInteger(number))) {
    throw new S3Error(
      400,
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  if (listed.some(({ number }, index) => number <= (listed[index - 1]?.number ?? 0))) {
    throw new S3Error(
      400,
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    );
  }
  return listed;
}

function checkPart(listed: ListedPart, upload: MultipartUpload, state: S3State): UploadedPart {
  const part = upload.parts.get(listed.number);
  const name = upload.checksum?.name;
  const stated = name === undefined ? undefined : listed.checksums[name];
  if (
    part === undefined ||
    part.etag !== listed.etag ||
    (stated ?? part.checksum) !== part.checksum
  ) {
    throw new S3Error(
      400,
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      { UploadId: upload.id, PartNumber: String(listed.number), ETag: listed.etag },
    );
  }
  if (state.keepsChecksums && upload.checksum?.type === 'COMPOSITE' && stated === undefined) {
    throw invalidRequest(
      `The upload was created using a ${upload.checksum.name} checksum. The complete request must include the checksum for each part. It was missing for part ${listed.number} in the request.`,
    );
  }
  return part;
}

function objectChecksum(
  { checksum }: MultipartUpload,
  parts: readonly UploadedPart[],
  bytes: Buffer,
): Checksum | null {
  if (checksum === null) return null;
  const value =
    checksum.type === 'COMPOSITE'
      ? compositeChecksum(
          checksum.name,
          parts.map((part) => part.checksum ?? ''),
        )
      : computeChecksum(checksum.name, bytes);
  return { ...checksum, value };
}

/** What a completion says of the object has to be so. */
function checkStated({ headers, checksum }: S3Request, bytes: Buffer, is: Checksum | null): void {
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== bytes.length) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${size} does not match what was computed: ${bytes.length}`,
    );
  }
  if (checksum === null) return;
  const value = is?.name === checksum.name ? is.value : computeChecksum(checksum.name, bytes);
  if (checksum.value !== value && checksum.value !== value.replace(/-\d+$/u, '')) {
    throw new S3Error(
      400,
      'BadDigest',
      `The ${checksum.name.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}

/** Of the parts' own MD5s, one after the other. */
function multipartEtag(
  { settings }: MultipartUpload,
  parts: readonly UploadedPart[],
  bytes: Buffer,
): string {
  if (settings.encryption.algorithm !== 'AES256') {
    return `${etagOf(bytes, settings)}-${parts.length}`;
  }
  const digests = parts.map((part) => Buffer.from(part.etag, 'hex'));
  return `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}`;
}
