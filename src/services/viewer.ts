import { requireReader, rolesOf } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import { RateLimitedError, UpstreamAuthError, UpstreamUnavailableError } from '../domain/errors.js';
import { principalOf } from './principal.js';
import type { ViewerService } from './services.js';

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
