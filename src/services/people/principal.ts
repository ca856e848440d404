import type { Reader } from '../../auth/caller.js';
import type { CrmPrincipal } from '../../connectors/crm.js';

/** Whose CRM rights a reader's reads use. */
export function principalOf(reader: Reader): CrmPrincipal {
  return reader.kind === 'user'
    ? { kind: 'user', username: reader.username }
    : { kind: 'integration' };
}
