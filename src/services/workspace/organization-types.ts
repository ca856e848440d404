import type { OrganizationTypes } from '../../connectors/spotdraft/organization-types.js';
import type { OrganizationType } from '../../domain/entity.js';
import { parseJurisdictionCode } from './jurisdiction-code.js';

export interface OrganizationTypeService {
  /**
   * The kinds of organization in a jurisdiction, live.
   * @throws InputError for what is no ISO code, UpstreamRejectedError for one that SpotDraft does not know.
   */
  list(jurisdiction: string): Promise<readonly OrganizationType[]>;
}

export function createOrganizationTypeService({
  spotdraft,
}: {
  readonly spotdraft: OrganizationTypes;
}): OrganizationTypeService {
  return {
    list: async (jurisdiction) =>
      spotdraft.listOrganizationTypes(parseJurisdictionCode(jurisdiction), { lane: 'interactive' }),
  };
}
