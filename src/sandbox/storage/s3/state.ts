import type { StorageClock } from '../storage-clock.js';
import type { StorageContents } from '../stored-object.js';
import { Bucket } from './objects.js';
import type { BucketOptions, Conditionals } from './objects.js';
import { S3Error } from './s3-error.js';
import type { ChunkedBodyMode } from './s3-request.js';
import type { S3Credentials } from './signature.js';

export interface S3StateOptions {
  /** `eu-west-1` unless told. */
  readonly region?: string;
  /** One named `contracts` unless told. */
  readonly buckets?: readonly BucketOptions[];
  /** By access key id; `sandbox-key` with `sandbox-secret` unless told. */
  readonly credentials?: Readonly<Record<string, S3Credentials>>;
  /** Honoured unless told, as at Amazon. */
  readonly conditionals?: Partial<Conditionals>;
  /** Decoded unless told. */
  readonly chunkedBodies?: ChunkedBodyMode;
  /** Some compatible servers take no notice of `x-amz-checksum-*` and state none; off unless told. */
  readonly ignoresChecksums?: boolean;
  /** A completed upload that is completed again is answered as the first time; else it is unknown. On unless told. */
  readonly answersRepeatedComplete?: boolean;
  /** Of every part but the last. 5 MiB unless told. */
  readonly minPartBytes?: number;
  /** Actions that the caller has no right to, as policies name them: `s3:ListBucket`. */
  readonly denied?: readonly string[];
}

export const S3_ACCESS_KEY_ID = 'sandbox-key';
export const S3_SECRET_ACCESS_KEY = 'sandbox-secret';

/** The buckets, who may call, and how strict the server is; a test may change the latter while it runs. */
export class S3State {
  readonly region: string;
  readonly buckets: readonly Bucket[];
  readonly credentials: Map<string, S3Credentials>;
  readonly chunkedBodies: ChunkedBodyMode;
  readonly keepsChecksums: boolean;
  answersRepeatedComplete: boolean;
  readonly denied: Set<string>;
  readonly minPartBytes: number;
  /** How many conditional writes from now meet another one that is under way. */
  conflictsToCome = 0;
  #requests = 0;

  constructor(
    options: S3StateOptions,
    private readonly clock: StorageClock,
  ) {
    const conditionals: Conditionals = {
      putObject: 'honoured',
      completeMultipartUpload: 'honoured',
      ...options.conditionals,
    };
    this.region = options.region ?? 'eu-west-1';
    this.buckets = (options.buckets ?? [{ name: 'contracts' }]).map(
      (bucket) => new Bucket(bucket, this.region, conditionals),
    );
    this.credentials = new Map(
      Object.entries(
        options.credentials ?? {
          [S3_ACCESS_KEY_ID]: { secretAccessKey: S3_SECRET_ACCESS_KEY },
        },
      ),
    );
    this.chunkedBodies = options.chunkedBodies ?? 'decoded';
    this.keepsChecksums = options.ignoresChecksums !== true;
    this.answersRepeatedComplete = options.answersRepeatedComplete ?? true;
    this.denied = new Set(options.denied);
    this.minPartBytes = options.minPartBytes ?? 5 * 1024 * 1024;
  }

  now(): Date {
    return this.clock.now();
  }

  nextRequestId(): string {
    this.#requests += 1;
    return `REQUEST${String(this.#requests).padStart(9, '0')}`;
  }

  /** @throws S3Error */
  bucket(name: string): Bucket {
    const bucket = this.buckets.find((one) => one.name === name);
    if (bucket !== undefined) return bucket;
    throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', {
      BucketName: name,
    });
  }

  isAllowed(action: string): boolean {
    return !this.denied.has(action);
  }

  /** @throws S3Error */
  checkAllowed(action: string): void {
    if (this.isAllowed(action)) return;
    throw new S3Error(
      403,
      'AccessDenied',
      `User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    );
  }

  takeConflict(): boolean {
    if (this.conflictsToCome === 0) return false;
    this.conflictsToCome -= 1;
    return true;
  }

  /** Paths begin with the bucket. */
  get contents(): StorageContents {
    return {
      list: () =>
        this.buckets
          .flatMap((bucket) =>
            bucket.keys().flatMap((key) =>
              bucket.versions(key).flatMap((version) =>
                version.kind === 'object'
                  ? [
                      {
                        id: `${bucket.name}/${key}`,
                        path: `${bucket.name}/${key}`,
                        bytes: version.bytes,
                        contentType: version.settings.contentType,
                        metadata: version.settings.metadata,
                        versionId: version.versionId === 'null' ? null : version.versionId,
                        storedAt: version.storedAt,
                      },
                    ]
                  : [],
              ),
            ),
          )
          .sort((a, b) => a.storedAt.getTime() - b.storedAt.getTime())
          .map(({ storedAt: _storedAt, ...object }) => object),
      alter: (path, bytes) => {
        const { bucket, key } = this.#find(path);
        const object = bucket.current(key);
        if (object !== null) bucket.replaceVersion(key, object, { ...object, bytes });
      },
      remove: (path) => {
        const { bucket, key } = this.#find(path);
        bucket.delete(key, this.now());
      },
    };
  }

  #find(path: string): { readonly bucket: Bucket; readonly key: string } {
    const at = path.indexOf('/');
    const bucket = this.buckets.find(({ name }) => name === path.slice(0, at));
    const key = path.slice(at + 1);
    if (bucket === undefined || bucket.current(key) === null) {
      throw new Error(`nothing is stored at ${path}`);
    }
    return { bucket, key };
  }
}
