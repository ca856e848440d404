import type { Bucket } from './objects.js';
import { S3Error } from './s3-error.js';
import type { S3Answer, S3Request } from './s3-request.js';
import type { S3State } from './state.js';
import { textsOf, xmlDocument } from './xml.js';

const XML = { 'content-type': 'application/xml' };
const MAX_KEYS = 1_000;

export function listBuckets(state: S3State): S3Answer {
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ListAllMyBucketsResult', {
      Owner: { ID: 'sandbox', DisplayName: 'sandbox' },
      Buckets: { Bucket: state.buckets.map(({ name }) => ({ Name: name })) },
    }),
  };
}

export function headBucket(bucket: Bucket): S3Answer {
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
}

export function bucketLocation({ region }: Bucket): S3Answer {
  // Of the oldest region nothing is said.
  const location = region === 'us-east-1' ? '' : region;
  const empty = xmlDocument('LocationConstraint', {});
  return {
    status: 200,
    headers: XML,
    body: empty.replace('></LocationConstraint>', `>${location}</LocationConstraint>`),
  };
}

export function versioning(request: S3Request, bucket: Bucket): S3Answer {
  if (request.method === 'PUT') {
    const [status] = textsOf(request.body.toString(), 'Status');
    if (status !== 'Enabled' && status !== 'Suspended') {
      throw new S3Error(
        400,
        'IllegalVersioningConfigurationException',
        'The Versioning element must be specified',
      );
    }
    if (bucket.objectLock && status === 'Suspended') {
      throw new S3Error(
        409,
        'InvalidBucketState',
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
      );
    }
    bucket.versioning = status;
    return { status: 200 };
  }
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('VersioningConfiguration', { Status: bucket.versioning }),
  };
}

export function objectLockConfiguration(bucket: Bucket): S3Answer {
  if (!bucket.objectLock) {
    throw new S3Error(
      404,
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
  }
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ObjectLockConfiguration', { ObjectLockEnabled: 'Enabled' }),
  };
}

export function listObjects({ query }: S3Request, bucket: Bucket): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Math.min(MAX_KEYS, Number(query.get('max-keys') ?? MAX_KEYS));
  const after = query.has('continuation-token')
    ? Buffer.from(query.get('continuation-token') ?? '', 'base64url').toString()
    : (query.get('start-after') ?? '');
  const entries = listed(bucket, prefix, delimiter).filter(({ name }) => isAfter(name, after));
  const page = entries.slice(0, maxKeys);
  const last = page.at(-1);
  const isTruncated = page.length < entries.length;
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ListBucketResult', {
      Name: bucket.name,
      Prefix: prefix,
      Delimiter: delimiter === '' ? null : delimiter,
      MaxKeys: maxKeys,
      KeyCount: page.length,
      IsTruncated: isTruncated,
      NextContinuationToken:
        isTruncated && last !== undefined ? Buffer.from(last.name).toString('base64url') : null,
      Contents: page.flatMap(({ name, isPrefix }) => {
        const object = isPrefix ? null : bucket.current(name);
        if (object === null) return [];
        return [
          {
            Key: name,
            LastModified: object.storedAt.toISOString(),
            ETag: `"${object.etag}"`,
            Size: object.bytes.length,
            StorageClass: object.settings.storageClass,
          },
        ];
      }),
      CommonPrefixes: page.filter(({ isPrefix }) => isPrefix).map(({ name }) => ({ Prefix: name })),
    }),
  };
}

export function listVersions({ query }: S3Request, bucket: Bucket): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const all = bucket
    .keys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) =>
      [...bucket.versions(key)].reverse().map((version, index) => ({ key, version, index })),
    );
  const common = ({ key, version, index }: (typeof all)[number]) => ({
    Key: key,
    VersionId: version.versionId,
    IsLatest: index === 0,
    LastModified: version.storedAt.toISOString(),
  });
  return {
    status: 200,
    headers: XML,
    body: xmlDocument('ListVersionsResult', {
      Name: bucket.name,
      Prefix: prefix,
      MaxKeys: MAX_KEYS,
      IsTruncated: false,
      Version: all.flatMap((one) =>
        one.version.kind === 'object'
          ? [
              {
                ...common(one),
                ETag: `"${one.version.etag}"`,
                Size: one.version.bytes.length,
                StorageClass: one.version.settings.storageClass,
              },
            ]
          : [],
      ),
      DeleteMarker: all.flatMap((one) =>
        one.version.kind === 'delete-marker' ? [common(one)] : [],
      ),
    }),
  };
}

function listed(
  bucket: Bucket,
  prefix: string,
  delimiter: string,
): { readonly name: string; readonly isPrefix: boolean }[] {
  const seen = new Map<string, boolean>();
  for (const key of bucket.keys()) {
    if (!key.startsWith(prefix) || bucket.current(key) === null) continue;
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (at < 0) seen.set(key, false);
    else seen.set(key.slice(0, at + delimiter.length), true);
  }
  return [...seen].map(([name, isPrefix]) => ({ name, isPrefix }));
}

function isAfter(name: string, after: string): boolean {
  return after === '' || Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}
