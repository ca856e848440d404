import type { Reader } from '../auth/caller.js';
import type { CrmPrincipal } from '../connectors/crm.js';
import type { CallOptions } from '../connectors/spotdraft/types.js';

/** Whose CRM rights a reader's reads use. */
export function principalOf(reader: Reader): CrmPrincipal {
  return reader.kind === 'user'
    ? { kind: 'user', username: reader.username }
    : { kind: 'integration' };
}

/** Options for a SpotDraft call that is the reader's own act, so that SpotDraft applies and records that person. */
export function actingAs(reader: Reader): CallOptions {
  return reader.kind === 'user' && reader.email !== null
    ? { lane: 'interactive', actingEmail: reader.email }
    : { lane: 'interactive' };
}
