import { createHash, randomBytes } from 'node:crypto';

import type { Checksum, ChecksumName } from './checksum.js';
import { computeChecksum } from './checksum.js';
import { S3Error } from './s3-error.js';

/** What a server does with `If-None-Match` and `If-Match` of a write; not every S3-compatible one honours them. */
export type ConditionalMode = 'honoured' | 'ignored' | 'not-implemented';

export interface Conditionals {
  readonly putObject: ConditionalMode;
  readonly completeMultipartUpload: ConditionalMode;
}

export interface BucketOptions {
  readonly name: string;
  /** The sandbox's own unless told. */
  readonly region?: string;
  /** Off unless told; on where there is object lock. */
  readonly versioning?: boolean;
  readonly objectLock?: boolean;
  /** Where this bucket differs from the rest: some servers forget conditions in versioned buckets. */
  readonly conditionals?: Partial<Conditionals>;
}

export interface ObjectLock {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly retainUntil: Date;
}

/** What the headers of a write say of the object beside its bytes. */
export interface ObjectSettings {
  readonly contentType: string;
  readonly contentHeaders: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly encryption: { readonly algorithm: string; readonly keyId: string | null };
  readonly lock: ObjectLock | null;
  readonly legalHold: boolean;
}

export interface ObjectPart {
  readonly number: number;
  readonly sizeBytes: number;
  readonly checksum: string | null;
}

export interface StoredObject {
  readonly kind: 'object';
  readonly bytes: Buffer;
  /** Without quotes. */
  readonly etag: string;
  readonly checksum: Checksum | null;
  readonly settings: ObjectSettings;
  readonly parts: readonly ObjectPart[] | null;
  /** `null`, the word, where the bucket keeps no versions. */
  readonly versionId: string;
  readonly storedAt: Date;
}

export interface DeleteMarker {
  readonly kind: 'delete-marker';
  readonly versionId: string;
  readonly storedAt: Date;
}

export type ObjectVersion = StoredObject | DeleteMarker;

export interface UploadedPart {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly checksum: string | null;
  readonly storedAt: Date;
}

export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  readonly settings: ObjectSettings;
  readonly checksum: {
    readonly name: ChecksumName;
    readonly type: Checksum['type'];
  } | null;
  readonly parts: Map<number, UploadedPart>;
  readonly startedAt: Date;
}

export class Bucket {
  readonly name: string;
  readonly region: string;
  readonly objectLock: boolean;
  readonly conditionals: Conditionals;
  readonly uploads = new Map<string, MultipartUpload>();
  /** Those that were completed, with what became of them: to complete one again is answered for a while. */
  readonly completed = new Map<string, { readonly object: StoredObject; readonly key: string }>();
  versioning: 'Enabled' | 'Suspended' | null;
  /** Oldest first. */
  readonly #versions = new Map<string, ObjectVersion[]>();

  constructor(options: BucketOptions, region: string, conditionals: Conditionals) {
    this.name = options.name;
    this.region = options.region ?? region;
    this.objectLock = options.objectLock ?? false;
    this.versioning = (options.versioning ?? this.objectLock) ? 'Enabled' : null;
    this.conditionals = { ...conditionals, ...options.conditionals };
  }

  /** Keys with any version, in the order that listings have. */
  keys(): string[] {
    return [...this.#versions.keys()].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
  }

  versions(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  /** What a reader without a version sees; null where nothing is, or a delete marker hides it. */
  current(key: string): StoredObject | null {
    const latest = this.versions(key).at(-1);
    return latest?.kind === 'object' ? latest : null;
  }

  store(key: string, object: Omit<StoredObject, 'kind' | 'versionId'>): StoredObject {
    const stored = { ...object, kind: 'object', versionId: this.#newVersionId() } as const;
    this.#append(key, stored);
    return stored;
  }

  /** @returns the marker that hides it now; null where the bucket keeps no versions. */
  delete(key: string, now: Date): DeleteMarker | null {
    if (this.versioning === null) {
      this.#versions.delete(key);
      return null;
    }
    const marker = {
      kind: 'delete-marker',
      versionId: this.#newVersionId(),
      storedAt: now,
    } as const;
    this.#append(key, marker);
    return marker;
  }

  /** For good. @throws S3Error for a locked one. */
  deleteVersion(key: string, versionId: string, now: Date, bypassesGovernance: boolean): void {
    const version = this.versions(key).find((one) => one.versionId === versionId);
    if (version?.kind === 'object' && isLocked(version, now, bypassesGovernance)) {
      throw new S3Error(
        403,
        'AccessDenied',
        'Access Denied because object protected by object lock.',
      );
    }
    const left = this.versions(key).filter((one) => one.versionId !== versionId);
    if (left.length > 0) this.#versions.set(key, left);
    else this.#versions.delete(key);
  }

  replaceVersion(key: string, version: StoredObject, by: StoredObject): void {
    this.#versions.set(
      key,
      this.versions(key).map((one) => (one === version ? by : one)),
    );
  }

  #newVersionId(): string {
    return this.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
  }

  #append(key: string, version: ObjectVersion): void {
    // What has no version of its own replaces its like alone.
    const kept = this.versions(key).filter(
      (one) => version.versionId !== 'null' || one.versionId !== 'null',
    );
    this.#versions.set(key, [...kept, version]);
  }
}

/** With a KMS key the ETag says nothing of the bytes. */
export function etagOf(bytes: Uint8Array, { encryption }: ObjectSettings): string {
  return encryption.algorithm === 'AES256'
    ? createHash('md5').update(bytes).digest('hex')
    : randomBytes(16).toString('hex');
}

/** What HEAD states; without one of the client's S3 takes its own. */
export function statedChecksum(object: StoredObject): Checksum {
  return (
    object.checksum ?? {
      name: 'crc64nvme',
      value: computeChecksum('crc64nvme', object.bytes),
      type: 'FULL_OBJECT',
    }
  );
}

function isLocked({ settings }: StoredObject, now: Date, bypassesGovernance: boolean): boolean {
  if (settings.legalHold) return true;
  if (settings.lock === null || settings.lock.retainUntil <= now) return false;
  return settings.lock.mode === 'COMPLIANCE' || !bypassesGovernance;
}
