import { createHash } from 'node:crypto';

import { parseDateTimeMs } from '../datetime.js';
import { SalesforceError } from '../errors.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { SObjectRecord } from '../schema/types.js';
import type { ApiRequest, ApiResponse } from './http.js';

const NOT_MODIFIED: ApiResponse = { status: 304, body: undefined };

/** What conditional headers are judged by: when it changed, and a tag where the resource has one. */
interface Version {
  readonly modifiedMs: number;
  readonly etag: string | null;
}

/** Rows of all objects have a time of change; a tag, as on the platform, those of Account alone. */
export function versionOf(object: SObjectSchema, row: SObjectRecord): Version {
  const stamp = String(row.LastModifiedDate);
  const etag =
    object.name === 'Account'
      ? `"${createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 27)}"`
      : null;
  return { modifiedMs: parseDateTimeMs(stamp) ?? 0, etag };
}

/** The headers that tell a caller what to ask with the next time. */
export function validators({ modifiedMs, etag }: Version): Record<string, string> {
  return {
    'last-modified': new Date(modifiedMs).toUTCString(),
    ...(etag === null ? {} : { etag }),
  };
}

/** The 304 that `If-None-Match` or `If-Modified-Since` asks for; `null` when the caller's copy is old. */
export function notModified({ headers }: ApiRequest, version: Version): ApiResponse | null {
  const tags = version.etag === null ? null : tagsOf(headers['if-none-match']);
  // A tag says more than a time: where both are given, the time is not looked at.
  if (tags !== null) return isNamed(tags, version.etag) ? NOT_MODIFIED : null;
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && wholeSeconds(version.modifiedMs) <= since ? NOT_MODIFIED : null;
}

/**
 * Holds `If-Match` and `If-Unmodified-Since` against the row as it is.
 *
 * @throws SalesforceError 412 when the row has changed since the caller saw it
 */
export function requireUnchanged({ headers }: ApiRequest, version: Version): void {
  const tags = version.etag === null ? null : tagsOf(headers['if-match']);
  if (tags !== null && !isNamed(tags, version.etag))
    throw new SalesforceError('MATCH_PRECONDITION_FAILED', 'The record has another ETag by now');
  const since = Date.parse(headers['if-unmodified-since'] ?? '');
  if (!Number.isNaN(since) && wholeSeconds(version.modifiedMs) > since) {
    throw new SalesforceError(
      'ENTITY_FAILED_IFMODIFIEDSINCE_ON_UPDATE',
      'Entity modified since the given time',
    );
  }
}

/** The resolution of HTTP dates. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

function tagsOf(header: string | undefined): string[] | null {
  if (header === undefined) return null;
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

function isNamed(tags: readonly string[], etag: string | null): boolean {
  return tags.includes('*') || (etag !== null && tags.includes(etag));
}
