import type { Capabilities } from './create-capabilities.js';
import type { CallOptions } from './call.js';

export type { CallOptions } from './call.js';

/**
 * SpotDraft as dealdraft uses it: the interfaces of all capabilities (`Contracts` in contracts.ts, `Notes` in notes.ts, …).
 * Whoever needs one of them takes that interface. Reads are retried within the call's deadline; writes never are.
 *
 * Throws UpstreamUnavailableError, RateLimitedError, UpstreamAuthError (401), ForbiddenError (403, message for people),
 * UpstreamRejectedError (400/402/409), UpstreamContractError, all with `service: 'spotdraft'`; writes throw
 * AmbiguousOutcomeError instead of UpstreamUnavailableError once the request may have been received.
 * 404 is an answer where a return type says null, else NotFoundError. What is not SpotDraft's own word (a proxy's page, an
 * empty body, a redirect) is an UpstreamUnavailableError whatever its status: see upstream-error.ts. What the workspace does
 * not have (501) is a ForbiddenError.
 */
export interface SpotDraft extends Capabilities, Reachability {
  close(): Promise<void>;
}

export interface Reachability {
  /**
   * Whether SpotDraft answers and takes our credentials. Costs one call. Throws what is no fault of SpotDraft's, such as that
   * of the store in which its calls are counted.
   */
  ping(
    options: CallOptions,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>;
  /** The `Date` of its last answer: a time of its own clock, already past. Null before the first answer. */
  lastAnswerDate(): Date | null;
}
