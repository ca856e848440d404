export const ARCHIVE_STATES = ['WAITING', 'ARCHIVED', 'PARKED', 'SKIPPED'] as const;

/**
 * How a document stands at a destination. `PARKED`: given up until a person has looked at it. `SKIPPED`: the destination's
 * condition does not want it, or a later version took its place before it was archived.
 */
export type ArchiveState = (typeof ARCHIVE_STATES)[number];

/** What screens and write-back expressions see of one document of a contract at one destination. Dates are ISO 8601 UTC. */
export interface ArchivedDocument {
  readonly destination: string;
  readonly state: ArchiveState;
  readonly path: string | null;
  readonly url: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly versionId: string | null;
  readonly archivedAt: string | null;
  readonly verifiedAt: string | null;
  readonly lastError: string | null;
  readonly attempts: number;
}
