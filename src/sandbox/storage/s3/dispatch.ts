import {
  bucketLocation,
  headBucket,
  listBuckets,
  listObjects,
  listVersions,
  objectLockConfiguration,
  versioning,
} from './bucket-routes.js';
import {
  abortUpload,
  completeUpload,
  createUpload,
  listParts,
  listUploads,
  uploadPart,
} from './multipart-routes.js';
import {
  deleteObject,
  objectAttributes,
  putObject,
  readObject,
  retention,
  tagging,
} from './object-routes.js';
import type { Bucket } from './objects.js';
import { S3Error } from './s3-error.js';
import type { S3Answer, S3Request } from './s3-request.js';
import type { S3State } from './state.js';

interface Operation {
  readonly method: string;
  /** The member of the query that tells it from others of its method; null where none does. */
  readonly by: string | null;
  /** As policies name it. */
  readonly action: string;
  readonly run: (request: S3Request, bucket: Bucket, state: S3State) => S3Answer;
}

/** The first one whose method and query fit is meant. */
const OF_OBJECTS: readonly Operation[] = [
  { method: 'GET', by: 'uploadId', action: 's3:ListMultipartUploadParts', run: listParts },
  { method: 'GET', by: 'attributes', action: 's3:GetObjectAttributes', run: objectAttributes },
  { method: 'GET', by: 'tagging', action: 's3:GetObjectTagging', run: tagging },
  { method: 'GET', by: 'retention', action: 's3:GetObjectRetention', run: retention },
  { method: 'GET', by: null, action: 's3:GetObject', run: readObject },
  { method: 'HEAD', by: null, action: 's3:GetObject', run: readObject },
  { method: 'PUT', by: 'uploadId', action: 's3:PutObject', run: uploadPart },
  { method: 'PUT', by: 'tagging', action: 's3:PutObjectTagging', run: tagging },
  { method: 'PUT', by: 'retention', action: 's3:PutObjectRetention', run: retention },
  { method: 'PUT', by: null, action: 's3:PutObject', run: putObject },
  { method: 'POST', by: 'uploads', action: 's3:PutObject', run: createUpload },
  { method: 'POST', by: 'uploadId', action: 's3:PutObject', run: completeUpload },
  { method: 'DELETE', by: 'uploadId', action: 's3:AbortMultipartUpload', run: abortUpload },
  { method: 'DELETE', by: null, action: 's3:DeleteObject', run: deleteObject },
];

const OF_BUCKETS: readonly Operation[] = [
  {
    method: 'HEAD',
    by: null,
    action: 's3:ListBucket',
    run: (_request, bucket) => headBucket(bucket),
  },
  {
    method: 'GET',
    by: 'location',
    action: 's3:GetBucketLocation',
    run: (_request, bucket) => bucketLocation(bucket),
  },
  { method: 'GET', by: 'versioning', action: 's3:GetBucketVersioning', run: versioning },
  { method: 'PUT', by: 'versioning', action: 's3:PutBucketVersioning', run: versioning },
  {
    method: 'GET',
    by: 'object-lock',
    action: 's3:GetBucketObjectLockConfiguration',
    run: (_request, bucket) => objectLockConfiguration(bucket),
  },
  { method: 'GET', by: 'versions', action: 's3:ListBucketVersions', run: listVersions },
  { method: 'GET', by: 'uploads', action: 's3:ListBucketMultipartUploads', run: listUploads },
  { method: 'GET', by: null, action: 's3:ListBucket', run: listObjects },
];

/** What a request asks for, named by its members of the query that are operations of their own. */
const OPERATIONS_OF_THE_QUERY: ReadonlySet<string> = new Set([
  ...[...OF_OBJECTS, ...OF_BUCKETS].flatMap(({ by }) => (by === null ? [] : [by])),
  'acl',
  'delete',
  'lifecycle',
  'legal-hold',
  'policy',
  'cors',
  'encryption',
  'restore',
  'select',
  'torrent',
]);

/** @throws S3Error */
export function answerS3(request: S3Request, state: S3State): S3Answer {
  if (request.bucket === '') {
    state.checkAllowed('s3:ListAllMyBuckets');
    return listBuckets(state);
  }
  const bucket = state.bucket(request.bucket);
  const operation = findOperation(request);
  checkRegion(request, bucket);
  state.checkAllowed(operation.action);
  return operation.run(request, bucket, state);
}

function findOperation({ method, key, query }: S3Request): Operation {
  const asked = [...query.keys()].find((name) => OPERATIONS_OF_THE_QUERY.has(name)) ?? null;
  const operations = key === '' ? OF_BUCKETS : OF_OBJECTS;
  const found = operations.find(
    (one) => one.method === method && (one.by === null ? asked === null : query.has(one.by)),
  );
  if (found !== undefined) return found;
  throw new S3Error(501, 'NotImplemented', 'This sandbox does not know that operation.');
}

/** A bucket is asked for where it is, in a request that is signed for there. */
function checkRegion({ region }: S3Request, bucket: Bucket): void {
  if (region === bucket.region) return;
  throw new S3Error(
    301,
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
    { 'x-amz-bucket-region': bucket.region },
  );
}
