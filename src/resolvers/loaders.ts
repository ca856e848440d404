import DataLoader from 'dataloader';
import type { Reader } from '../auth/caller.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Recipient } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Opportunity } from '../domain/opportunity.js';
import type { ContractView, Services, SyncWork, TemplateFieldView } from '../services/services.js';

/** SpotDraft answers at most this many contracts a call, and a page holds no more. */
const MAX_BATCH_SIZE = 100;

/** Batches and remembers look-ups for one request and one reader. Absent and invisible are both null. */
export interface Loaders {
  readonly deals: DataLoader<OpportunityId, Opportunity | null>;
  readonly contracts: DataLoader<ContractId, ContractView | null>;
  /** Only for deals which the reader has been shown in this request. */
  readonly contractsOfDeal: DataLoader<OpportunityId, readonly ContractView[]>;
  /** The sync work that a contract waits for, or null. */
  readonly syncWork: DataLoader<ContractId, SyncWork | null>;
  /** One SpotDraft call a contract. */
  readonly recipients: DataLoader<ContractId, readonly Recipient[]>;
  readonly templateFields: DataLoader<string, readonly TemplateFieldView[]>;
  clearAll(): void;
}

export function createLoaders(services: Services, reader: () => Reader): Loaders {
  const batched = { maxBatchSize: MAX_BATCH_SIZE };

  const deals = new DataLoader<OpportunityId, Opportunity | null>(async (ids) => {
    const found = await services.deals.get(reader(), ids);
    return ids.map((id) => found.get(id) ?? null);
  }, batched);

  const contracts = new DataLoader<ContractId, ContractView | null>(async (ids) => {
    const found = await services.contracts.get(reader(), ids);
    return ids.map((id) => found.get(id) ?? null);
  }, batched);

  const contractsOfDeal = new DataLoader<OpportunityId, readonly ContractView[]>(async (ids) => {
    const found = await services.contracts.ofDeals(ids);
    return ids.map((id) => found.get(id) ?? []);
  }, batched);

  const syncWork = new DataLoader<ContractId, SyncWork | null>(async (ids) => {
    const work = await services.contracts.syncWork(ids);
    return ids.map((id) => work.get(id) ?? null);
  }, batched);

  const recipients = new DataLoader<ContractId, readonly Recipient[]>(
    (ids) => Promise.all(ids.map((id) => services.contracts.recipients(id).catch(toError))),
    batched,
  );

  const templateFields = new DataLoader<string, readonly TemplateFieldView[]>(
    (ids) => Promise.all(ids.map((id) => services.templates.fields(id).catch(toError))),
    batched,
  );

  return {
    deals,
    contracts,
    contractsOfDeal,
    syncWork,
    recipients,
    templateFields,
    clearAll: () => {
      for (const loader of [
        deals,
        contracts,
        contractsOfDeal,
        syncWork,
        recipients,
        templateFields,
      ]) {
        loader.clearAll();
      }
    },
  };
}

/** One key's failure must not fail its batch. */
function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('A look-up failed.', { cause: reason });
}
