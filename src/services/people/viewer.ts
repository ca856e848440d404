import { requireReader, rolesOf } from '../../auth/caller.js';
import type { Caller } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import {
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import { principalOf } from './principal.js';

export interface ViewerService {
  /** @throws ForbiddenError when the CRM does not know the user or let them in. */
  describe(caller: Caller): Promise<ViewerView>;
  /**
   * Admits a caller to reference data. A user whom the CRM refuses is refused here too; while the CRM can't be asked,
   * a valid token is enough.
   */
  admit(caller: Caller): Promise<void>;
}

export interface ViewerView {
  readonly name: string;
  readonly email: string | null;
  /** The CRM's id of the user; null for a key, and while the CRM can't be asked. */
  readonly userId: string | null;
  readonly roles: readonly string[];
}

export function createViewerService(crm: Crm): ViewerService {
  return {
    async describe(caller) {
      const roles = rolesOf(caller);
      if (caller.kind === 'key') return { name: caller.name, email: null, userId: null, roles };
      try {
        const { id, name, email } = await crm.identify(principalOf(requireReader(caller)));
        return { name, email: caller.email ?? email, userId: id, roles };
      } catch (error) {
        if (!isOutage(error)) throw error;
        return { name: caller.username, email: caller.email, userId: null, roles };
      }
    },

    async admit(caller) {
      if (caller.kind === 'key') return;
      try {
        await crm.identify(principalOf(requireReader(caller)));
      } catch (error) {
        if (!isOutage(error)) throw error;
      }
    },
  };
}

/** The CRM could not be asked, which says nothing about the caller. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof UpstreamUnavailableError ||
    error instanceof RateLimitedError ||
    error instanceof UpstreamAuthError
  );
}
