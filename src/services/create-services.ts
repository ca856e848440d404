import { createActingUsers } from './acting-user.js';
import type { Identities } from './acting-user.js';
import { createContractActions } from './contract-actions.js';
import type { ContractActionParts } from './contract-actions.js';
import { createContractService } from './contracts.js';
import { createCursorSeal } from './cursor-seal.js';
import { createDealService } from './deals.js';
import { createDeliveryService } from './deliveries.js';
import { createDraftService } from './drafts.js';
import type { Pauses } from '../sync/index.js';
import { createLiveService } from './live/live-service.js';
import type { Services } from './services.js';
import { createTemplateService } from './templates.js';
import { createViewerService } from './viewer.js';

export interface ServiceParts extends Omit<ContractActionParts, 'contracts' | 'actingUsers'> {
  readonly identities: Identities;
  /** Shared by all processes of the store. */
  readonly cursorSecret: string;
  readonly pauses: Pick<Pauses, 'longest' | 'all'>;
  /** Called when there is new sync work in this process. */
  readonly onWork: () => void;
}

/** Wires the use cases. What they share is made here. */
export function createServices(parts: ServiceParts): Services {
  const contracts = createContractService({
    ...parts,
    cursorSeal: createCursorSeal(parts.cursorSecret),
  });
  const actingUsers = createActingUsers(parts);
  return {
    viewer: createViewerService(parts.crm),
    deals: createDealService({ crm: parts.crm, contracts: parts.store.contracts }),
    contracts,
    templates: createTemplateService(parts.templates),
    drafts: createDraftService(parts),
    actions: createContractActions({ ...parts, contracts, actingUsers }),
    deliveries: createDeliveryService({
      inbox: parts.store.inbox,
      log: parts.log,
      onReplayed: parts.onWork,
    }),
    live: createLiveService(parts),
  };
}
