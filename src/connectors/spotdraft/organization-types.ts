import type { OrganizationType } from '../../domain/entity.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { organizationTypeWire } from './entity.wire.js';
import { listWire } from './pages.js';
import { readRows } from './wire-values.js';

export interface OrganizationTypes {
  /**
   * The kinds of organization in a jurisdiction (ISO code), or anywhere; `organizationType` of a counterparty may carry their names.
   * @throws UpstreamRejectedError for a jurisdiction that SpotDraft does not know.
   */
  listOrganizationTypes(
    jurisdiction: string | null,
    options: CallOptions,
  ): Promise<readonly OrganizationType[]>;
}

export function createOrganizationTypes({ caller, note }: CapabilityParts): OrganizationTypes {
  return {
    async listOrganizationTypes(jurisdiction, options) {
      const rows = await caller.call('GET /organizations/types/', {
        query: jurisdiction === null ? {} : { jurisdiction_iso_code: jurisdiction },
        answer: listWire,
        options,
      });
      return readRows(rows, { row: organizationTypeWire, what: 'organization type', note });
    },
  };
}
