import type { Bucket, ObjectLock, ObjectSettings } from './objects.js';
import { invalidArgument, invalidRequest, S3Error } from './s3-error.js';
import { decodeUri, signatureMismatch } from './signature.js';

type Headers = Readonly<Record<string, string>>;

const MAX_METADATA_BYTES = 2_048;
const MAX_TAGS = 10;
const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
  'EXPRESS_ONEZONE',
]);
const CONTENT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

/**
 * What the headers of a write say of the object.
 * @throws S3Error
 */
export function objectSettings(headers: Headers, bucket: Bucket, now: Date): ObjectSettings {
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    contentHeaders: contentHeaders(headers),
    metadata: userMetadata(headers),
    tags: parseTagging(headers['x-amz-tagging'] ?? ''),
    storageClass: storageClass(headers['x-amz-storage-class'] ?? 'STANDARD'),
    encryption: encryption(headers),
    lock: objectLock(headers, bucket, now),
    legalHold: headers['x-amz-object-lock-legal-hold'] === 'ON',
  };
}

/** What is not US-ASCII in the metadata never matches the signature: Amazon signs what it decodes another way. */
export function checkMetadataIsAscii(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('x-amz-meta-') && /[^\u0020-\u007e\t]/u.test(value)) {
      throw signatureMismatch();
    }
  }
}

/** @param text `key=value&key=value`, percent-encoded. @throws S3Error */
function parseTagging(text: string): Record<string, string> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  const tags = Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair
        .split('=')
        .map((part) => decodeUri(part.replace(/\+/gu, ' ')));
      return [key, value];
    }),
  );
  checkTags(tags, pairs.length);
  return tags;
}

/** @throws S3Error */
export function checkTags(tags: Readonly<Record<string, string>>, count: number): void {
  if (count > MAX_TAGS) {
    throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10');
  }
  if (Object.keys(tags).length < count) {
    throw new S3Error(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  for (const [key, value] of Object.entries(tags)) {
    if (key === '' || key.length > 128) {
      throw new S3Error(400, 'InvalidTag', 'The TagKey you have provided is invalid');
    }
    if (value.length > 256 || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(value)) {
      throw new S3Error(400, 'InvalidTag', 'The TagValue you have provided is invalid');
    }
  }
}

function contentHeaders(headers: Headers): Record<string, string> {
  const kept = CONTENT_HEADERS.flatMap((name) => {
    // The framing of the body is not a coding of the object.
    const value = (headers[name] ?? '').replace(/(?:^|,\s*)aws-chunked(?=,|$)/u, '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

function userMetadata(headers: Headers): Record<string, string> {
  const metadata = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value.trim()]),
  );
  const sizeBytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (sizeBytes > MAX_METADATA_BYTES) {
    throw new S3Error(
      400,
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
      { Size: String(sizeBytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    );
  }
  return metadata;
}

function storageClass(name: string): string {
  if (STORAGE_CLASSES.has(name)) return name;
  throw new S3Error(400, 'InvalidStorageClass', 'The storage class you specified is not valid');
}

function encryption(headers: Headers): ObjectSettings['encryption'] {
  const algorithm = headers['x-amz-server-side-encryption'] ?? 'AES256';
  const keyId = headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? null;
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm)) {
    throw invalidArgument(
      'x-amz-server-side-encryption',
      algorithm,
      'The encryption method specified is not supported',
    );
  }
  if (keyId !== null && algorithm === 'AES256') {
    throw invalidArgument(
      'x-amz-server-side-encryption',
      algorithm,
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    );
  }
  return { algorithm, keyId: algorithm === 'AES256' ? null : (keyId ?? 'aws/s3') };
}

function objectLock(headers: Headers, bucket: Bucket, now: Date): ObjectLock | null {
  const mode = headers['x-amz-object-lock-mode'];
  const until = headers['x-amz-object-lock-retain-until-date'];
  const hold = headers['x-amz-object-lock-legal-hold'];
  if (mode === undefined && until === undefined && hold === undefined) return null;
  if (!bucket.objectLock) throw invalidRequest('Bucket is missing Object Lock Configuration');
  if (mode === undefined && until === undefined) return null;
  if (mode === undefined || until === undefined) {
    throw invalidArgument(
      'x-amz-object-lock-mode',
      mode ?? '',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  }
  return lockOf(mode, until, now);
}

/** @throws S3Error */
export function lockOf(mode: string, until: string, now: Date): ObjectLock {
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw invalidArgument('x-amz-object-lock-mode', mode, 'Unknown wormMode directive.');
  }
  const retainUntil = new Date(until);
  if (Number.isNaN(retainUntil.getTime()) || retainUntil <= now) {
    throw invalidArgument(
      'x-amz-object-lock-retain-until-date',
      until,
      'The retain until date must be in the future!',
    );
  }
  return { mode, retainUntil };
}
