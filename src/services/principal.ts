import type { Reader } from '../auth/caller.js';
import type { Crm, CrmPrincipal } from '../connectors/crm.js';
import type { CallOptions } from '../connectors/spotdraft/types.js';

/** Whose CRM rights a reader's reads use. */
export function principalOf(reader: Reader): CrmPrincipal {
  return reader.kind === 'user'
    ? { kind: 'user', username: reader.username }
    : { kind: 'integration' };
}

/**
 * Options for a SpotDraft call that is the reader's own act, so that SpotDraft applies and records that person: by the
 * address in their token, else by the one the CRM knows.
 */
export async function actingAs(crm: Pick<Crm, 'identify'>, reader: Reader): Promise<CallOptions> {
  if (reader.kind === 'integration') return { lane: 'interactive' };
  const actingEmail = reader.email ?? (await crm.identify(principalOf(reader))).email;
  return actingEmail === null ? { lane: 'interactive' } : { lane: 'interactive', actingEmail };
}
