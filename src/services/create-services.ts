import { createContractActions } from './contract-actions.js';
import type { ContractActionParts } from './contract-actions.js';
import { createContractService } from './contracts.js';
import { createDealService } from './deals.js';
import { createDraftService } from './drafts.js';
import type { Services } from './services.js';
import { createTemplateService } from './templates.js';
import { createViewerService } from './viewer.js';

/** Wires the use cases. `contracts` of the parts is made here. */
export function createServices(parts: Omit<ContractActionParts, 'contracts'>): Services {
  const contracts = createContractService(parts);
  return {
    viewer: createViewerService(parts.crm),
    deals: createDealService({ crm: parts.crm, contracts: parts.store.contracts }),
    contracts,
    templates: createTemplateService(parts.templates),
    drafts: createDraftService(parts),
    actions: createContractActions({ ...parts, contracts }),
  };
}
