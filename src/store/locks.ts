/**
 * One at a time across all processes: a scheduled pass, a backfill. A lock is held until it is released or its lease
 * runs out, whichever comes first; a long task extends it in time and stops when it could not.
 */
export interface Locks {
  /** A token, or null while somebody holds the lock. */
  acquire(name: string, leaseMs: number): Promise<string | null>;
  /** Holds it for `leaseMs` from now. False when the lease ran out: then somebody else may hold the lock. */
  extend(name: string, token: string, leaseMs: number): Promise<boolean>;
  /** Harmless when the lease ran out. */
  release(name: string, token: string): Promise<void>;
}
