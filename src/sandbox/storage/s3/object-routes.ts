import type { Bucket, ConditionalMode, ObjectSettings, StoredObject } from './objects.js';
import { etagOf, statedChecksum } from './objects.js';
import { checkTags, lockOf, objectSettings } from './object-settings.js';
import { invalidRequest, notImplemented, S3Error } from './s3-error.js';
import { checkBodyChecksum } from './s3-request.js';
import type { S3Answer, S3Request } from './s3-request.js';
import { checksumElement } from './checksum.js';
import type { S3State } from './state.js';
import { insidesOf, textsOf, xmlDocument } from './xml.js';
import type { XmlElements } from './xml.js';

const MAX_SINGLE_BYTES = 5 * 1024 ** 3;

export function putObject(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const { headers, key, body, checksum } = request;
  const now = state.now();
  if (headers['x-amz-copy-source'] !== undefined) throw notImplemented('x-amz-copy-source');
  if (body.length > MAX_SINGLE_BYTES) {
    throw new S3Error(
      400,
      'EntityTooLarge',
      'Your proposed upload exceeds the maximum allowed size',
    );
  }
  checkBodyChecksum(request);
  const settings = objectSettings(headers, bucket, now);
  if (settings.lock !== null && checksum === null && headers['content-md5'] === undefined) {
    throw invalidRequest(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  }
  checkConditions(request, bucket, bucket.conditionals.putObject, state);
  const stored = bucket.store(key, {
    bytes: body,
    etag: etagOf(body, settings),
    checksum: checksum === null ? null : { ...checksum, type: 'FULL_OBJECT' },
    settings,
    parts: null,
    storedAt: now,
  });
  return { status: 200, headers: writtenHeaders(stored, state) };
}

/**
 * `If-None-Match: *` and `If-Match` of a write, as the server is set to treat them.
 * @throws S3Error
 */
export function checkConditions(
  { headers, key }: S3Request,
  bucket: Bucket,
  mode: ConditionalMode,
  state: S3State,
): void {
  const noneMatch = headers['if-none-match'];
  const match = headers['if-match'];
  if ((noneMatch === undefined && match === undefined) || mode === 'ignored') return;
  if (mode === 'not-implemented') {
    throw notImplemented(noneMatch === undefined ? 'If-Match' : 'If-None-Match');
  }
  if (noneMatch !== undefined && noneMatch !== '*') throw notImplemented('If-None-Match');
  if (state.takeConflict()) {
    throw new S3Error(
      409,
      'ConditionalRequestConflict',
      'The conditional request cannot succeed due to a conflicting operation against this resource.',
      { Condition: noneMatch === undefined ? 'If-Match' : 'If-None-Match', Key: key },
    );
  }
  const current = bucket.current(key);
  if (noneMatch !== undefined && current !== null) throw preconditionFailed('If-None-Match');
  if (match !== undefined) {
    if (current === null) throw noSuchKey(key);
    if (match.replace(/"/gu, '') !== current.etag) throw preconditionFailed('If-Match');
  }
}

export function readObject(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const { method, headers } = request;
  const object = findVersion(request, bucket, state);
  const etag = `"${object.etag}"`;
  if (headers['if-match'] !== undefined && headers['if-match'] !== etag) {
    throw preconditionFailed('If-Match');
  }
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  const range = rangeOf(headers['range'], object.bytes.length);
  const bytes = range === null ? object.bytes : object.bytes.subarray(range.from, range.to);
  return {
    status: range === null ? 200 : 206,
    headers: {
      ...readHeaders(object, state),
      // A checksum of the whole says nothing of a piece.
      ...(headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && range === null
        ? checksumHeaders(object, state)
        : {}),
      'accept-ranges': 'bytes',
      'content-length': String(bytes.length),
      ...(range === null
        ? {}
        : { 'content-range': `bytes ${range.from}-${range.to - 1}/${object.bytes.length}` }),
    },
    ...(method === 'HEAD' ? {} : { body: bytes }),
  };
}

export function objectAttributes(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const object = findVersion(request, bucket, state);
  const asked = (request.headers['x-amz-object-attributes'] ?? '')
    .split(',')
    .map((name) => name.trim());
  if (!asked.some((name) => name !== '')) {
    throw new S3Error(400, 'InvalidArgument', 'The x-amz-object-attributes header is missing');
  }
  const has = (name: string) => asked.includes(name);
  const checksum = state.keepsChecksums ? statedChecksum(object) : null;
  return {
    status: 200,
    headers: {
      'last-modified': object.storedAt.toUTCString(),
      ...versionHeader(object),
      'content-type': 'application/xml',
    },
    body: xmlDocument('GetObjectAttributesResponse', {
      ETag: has('ETag') ? object.etag : null,
      Checksum:
        has('Checksum') && checksum !== null
          ? {
              // Here a composite one comes without the number of parts.
              [checksumElement(checksum.name)]: checksum.value.replace(/-\d+$/u, ''),
              ChecksumType: checksum.type,
            }
          : null,
      ObjectParts: has('ObjectParts') ? partsOf(object) : null,
      StorageClass: has('StorageClass') ? object.settings.storageClass : null,
      ObjectSize: has('ObjectSize') ? object.bytes.length : null,
    }),
  };
}

export function deleteObject(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const { key, query, headers } = request;
  const versionId = query.get('versionId');
  if (versionId === undefined) {
    const marker = bucket.delete(key, state.now());
    return {
      status: 204,
      headers:
        marker === null
          ? {}
          : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId },
    };
  }
  state.checkAllowed('s3:DeleteObjectVersion');
  const version = bucket.versions(key).find((one) => one.versionId === versionId);
  bucket.deleteVersion(
    key,
    versionId,
    state.now(),
    headers['x-amz-bypass-governance-retention'] === 'true',
  );
  return {
    status: 204,
    headers: {
      'x-amz-version-id': versionId,
      ...(version?.kind === 'delete-marker' ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
}

export function tagging(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  const object = findVersion(request, bucket, state);
  if (request.method === 'PUT') {
    const pairs = insidesOf(request.body.toString(), 'Tag').map(
      (tag) => [textsOf(tag, 'Key')[0] ?? '', textsOf(tag, 'Value')[0] ?? ''] as const,
    );
    const tags = Object.fromEntries(pairs);
    checkTags(tags, pairs.length);
    bucket.replaceVersion(request.key, object, {
      ...object,
      settings: { ...object.settings, tags },
    });
    return { status: 200, headers: versionHeader(object) };
  }
  return {
    status: 200,
    headers: { ...versionHeader(object), 'content-type': 'application/xml' },
    body: xmlDocument('Tagging', {
      TagSet: {
        Tag: Object.entries(object.settings.tags).map(([Key, Value]) => ({ Key, Value })),
      },
    }),
  };
}

export function retention(request: S3Request, bucket: Bucket, state: S3State): S3Answer {
  if (!bucket.objectLock) throw invalidRequest('Bucket is missing Object Lock Configuration');
  const object = findVersion(request, bucket, state);
  const now = state.now();
  if (request.method === 'PUT') {
    const xml = request.body.toString();
    const lock = lockOf(
      textsOf(xml, 'Mode')[0] ?? '',
      textsOf(xml, 'RetainUntilDate')[0] ?? '',
      now,
    );
    const held = object.settings.lock;
    const isShorter =
      held !== null && held.retainUntil > now && lock.retainUntil < held.retainUntil;
    if (isShorter) throw new S3Error(403, 'AccessDenied', 'Access Denied');
    bucket.replaceVersion(request.key, object, {
      ...object,
      settings: { ...object.settings, lock },
    });
    return { status: 200 };
  }
  const { lock } = object.settings;
  if (lock === null) {
    throw new S3Error(
      404,
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('Retention', {
      Mode: lock.mode,
      RetainUntilDate: lock.retainUntil.toISOString(),
    }),
  };
}

/** What a write answers in its headers. */
export function writtenHeaders(object: StoredObject, state: S3State): Record<string, string> {
  return {
    etag: `"${object.etag}"`,
    ...versionHeader(object),
    ...encryptionHeaders(object.settings),
    ...(object.checksum === null ? {} : checksumHeaders(object, state)),
  };
}

function readHeaders(object: StoredObject, state: S3State): Record<string, string> {
  const { settings } = object;
  const tagCount = Object.keys(settings.tags).length;
  return {
    etag: `"${object.etag}"`,
    'last-modified': object.storedAt.toUTCString(),
    'content-type': settings.contentType,
    ...settings.contentHeaders,
    ...versionHeader(object),
    ...encryptionHeaders(settings),
    ...(settings.storageClass === 'STANDARD'
      ? {}
      : { 'x-amz-storage-class': settings.storageClass }),
    ...(tagCount === 0 ? {} : { 'x-amz-tagging-count': String(tagCount) }),
    ...(settings.lock === null || !state.isAllowed('s3:GetObjectRetention')
      ? {}
      : {
          'x-amz-object-lock-mode': settings.lock.mode,
          'x-amz-object-lock-retain-until-date': settings.lock.retainUntil.toISOString(),
        }),
    ...(settings.legalHold ? { 'x-amz-object-lock-legal-hold': 'ON' } : {}),
    ...Object.fromEntries(
      Object.entries(settings.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
}

function checksumHeaders(object: StoredObject, state: S3State): Record<string, string> {
  if (!state.keepsChecksums) return {};
  const { name, value, type } = statedChecksum(object);
  return { [`x-amz-checksum-${name}`]: value, 'x-amz-checksum-type': type };
}

function encryptionHeaders({ encryption }: ObjectSettings): Record<string, string> {
  return {
    'x-amz-server-side-encryption': encryption.algorithm,
    ...(encryption.keyId === null
      ? {}
      : { 'x-amz-server-side-encryption-aws-kms-key-id': encryption.keyId }),
  };
}

function versionHeader({ versionId }: StoredObject): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

function partsOf({ parts, checksum }: StoredObject): XmlElements | null {
  if (parts === null) return null;
  return {
    PartsCount: parts.length,
    Part: parts.map((part) => ({
      PartNumber: part.number,
      Size: part.sizeBytes,
      ...(checksum === null || part.checksum === null
        ? {}
        : { [checksumElement(checksum.name)]: part.checksum }),
    })),
  };
}

/** @throws S3Error */
function findVersion({ key, query }: S3Request, bucket: Bucket, state: S3State): StoredObject {
  const versionId = query.get('versionId');
  if (versionId !== undefined) {
    const version = bucket.versions(key).find((one) => one.versionId === versionId);
    if (version === undefined) {
      throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', {
        Key: key,
        VersionId: versionId,
      });
    }
    if (version.kind === 'object') return version;
    throw new S3Error(
      405,
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      {},
      { 'x-amz-delete-marker': 'true', allow: 'DELETE' },
    );
  }
  const current = bucket.current(key);
  if (current !== null) return current;
  // Who may not list is not told whether there is such a key.
  if (!state.isAllowed('s3:ListBucket')) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const marker = bucket.versions(key).at(-1);
  throw noSuchKey(
    key,
    marker === undefined
      ? {}
      : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId },
  );
}

function noSuchKey(key: string, headers: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key }, headers);
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error(
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { Condition: condition },
  );
}

/** `to` is exclusive. @throws S3Error */
function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { readonly from: number; readonly to: number } | null {
  const found = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '');
  if (found === null || (found[1] === '' && found[2] === '')) return null;
  const [, first = '', last = ''] = found;
  const from = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  if (from >= sizeBytes || from >= to) {
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      ActualObjectSize: String(sizeBytes),
    });
  }
  return { from, to };
}
