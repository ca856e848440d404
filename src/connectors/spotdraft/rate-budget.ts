import type { Lane } from '../../domain/lane.js';

/**
 * The workspace's shared allowance of calls per second. Every call takes a permit before it is sent and
 * settles it when its answer (or failure) is in, so that the server, too, never sees more than the limit in any
 * one second whatever the network does to the order.
 */
export interface RateBudget {
  /**
   * Resolves when a call may be sent. Interactive callers overtake the others.
   * @throws the signal's reason when it aborts first.
   */
  acquire(lane: Lane, signal?: AbortSignal): Promise<RatePermit>;
}

export interface RatePermit {
  settle(): void;
}
