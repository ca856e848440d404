import { prepareContract } from './prepare-contract.js';
import type { PrepareParts } from './prepare-contract.js';
import type { DraftService } from './services.js';

export function createDraftService(parts: PrepareParts): DraftService {
  return {
    async draft(reader, opportunityId, templateId) {
      const { name, data, userErrors } = await prepareContract(parts, reader, {
        opportunityId,
        templateId,
        overrides: {},
        name: null,
      });
      return { name, data, userErrors };
    },
  };
}
