import DataLoader from 'dataloader';
import type { Reader } from '../../auth/caller.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { KeyPointer } from '../../domain/contract.js';
import type { Recipient } from '../../domain/recipient.js';
import { InputError, toError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Account, Opportunity } from '../../domain/opportunity.js';
import { createArchiveService } from '../../services/archive/archives.js';
import type { ArchivedDocumentView } from '../../services/archive/archives.js';
import { createAutomationService } from '../../services/automations/automations.js';
import { createTermService } from '../../services/contracts/terms.js';
import type { TermCheckView } from '../../services/contracts/terms.js';
import type { ContractView } from '../../services/contracts/contract-views.js';
import type { Services } from '../../services/create-services.js';
import type { SyncWork } from '../../services/contracts/contracts.js';
import type { Suggestion } from '../../services/orphans/score-deal.js';
import { createUnlinkedContractService } from '../../services/orphans/unlinked-contracts.js';
import type { TemplateFieldView } from '../../services/templates/template-field-view.js';
import type { TemplateSummaryView } from '../../services/templates/templates.js';
import { said } from '../../domain/said.js';

/** SpotDraft answers at most this many contracts a call, and a page holds no more. */
const MAX_BATCH_SIZE = 100;
/**
 * What one request reads from SpotDraft one by one. The price of an operation (operation-cost.ts) is an estimate; this
 * holds where lists turn out longer than they usually are.
 */
const MAX_LIVE_READS = 200;

/** Batches and remembers look-ups for one request and one reader. Absent and invisible are both null. */
export interface Loaders {
  readonly deals: DataLoader<OpportunityId, Opportunity | null>;
  readonly accounts: DataLoader<string, Account | null>;
  readonly contracts: DataLoader<ContractId, ContractView | null>;
  /** Only for deals which the reader has been shown in this request. */
  readonly contractsOfDeal: DataLoader<OpportunityId, readonly ContractView[]>;
  /** The same for all deals of a page, before any of them is asked about; an Error where they can't be had. */
  bringContracts(ids: readonly OpportunityId[]): Promise<void>;
  /** What was brought. */
  readonly contractsAtHand: ReadonlyMap<OpportunityId, readonly ContractView[] | Error>;
  /** The sync work that a contract waits for, or null. */
  readonly syncWork: DataLoader<ContractId, SyncWork | null>;
  /** Only for contracts which the reader has been shown in this request. */
  readonly archives: DataLoader<ContractId, readonly ArchivedDocumentView[]>;
  /** What stands in the way of a deal's contracts. Only for deals which the reader has been shown in this request. */
  readonly contractProblems: DataLoader<OpportunityId, string | null>;
  readonly terms: DataLoader<ContractId, readonly TermCheckView[]>;
  /** Only for deals which the reader has been shown in this request. */
  readonly closeBlockers: DataLoader<OpportunityId, readonly string[]>;
  /** Only for contracts without a deal, which the reader has been shown in this request. */
  readonly linkSuggestions: DataLoader<ContractId, readonly Suggestion[]>;
  /** One SpotDraft call a contract, and so do the others below cost one each. */
  readonly recipients: DataLoader<ContractId, readonly Recipient[]>;
  readonly keyPointers: DataLoader<ContractId, readonly KeyPointer[]>;
  /**
   * What SpotDraft is asked live for one thing at a time: the loader of this read, one a request. A read is a constant of
   * the resolver that needs it.
   */
  part<Key, Value>(read: (services: Services, key: Key) => Promise<Value>): DataLoader<Key, Value>;
  /** The same for a read that several things share calls of. */
  partsTogether<Key, Value>(
    read: (services: Services, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  ): DataLoader<Key, Value>;
  readonly templates: DataLoader<string, TemplateSummaryView | null>;
  readonly templateFields: DataLoader<string, readonly TemplateFieldView[]>;
  clearAll(): void;
}

export function createLoaders(services: Services, reader: () => Reader): Loaders {
  const forgetting: (() => void)[] = [];
  const parts = new Map<unknown, unknown>();
  const contractsAtHand = new Map<OpportunityId, readonly ContractView[] | Error>();
  forgetting.push(() => {
    contractsAtHand.clear();
  });
  let liveReads = 0;

  function batched<Key, Value>(
    find: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value | Error>>,
    absent: Value,
  ): DataLoader<Key, Value> {
    const loader = new DataLoader<Key, Value>(
      async (keys) => {
        const found = await find(keys);
        return keys.map((key) => found.get(key) ?? absent);
      },
      { maxBatchSize: MAX_BATCH_SIZE },
    );
    forgetting.push(() => loader.clearAll());
    return loader;
  }

  function live<Key, Value>(read: (key: Key) => Promise<Value>): DataLoader<Key, Value> {
    return liveTogether<Key, Value>((keys) =>
      Promise.all(
        keys.map(async (key) => {
          try {
            return await read(key);
          } catch (error) {
            // One key's failure must not fail its batch.
            return toError(error);
          }
        }),
      ),
    );
  }

  function liveTogether<Key, Value>(
    read: (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
  ): DataLoader<Key, Value> {
    const loader = new DataLoader<Key, Value, unknown>(
      async (keys) => {
        const allowed = keys.slice(0, Math.max(0, MAX_LIVE_READS - liveReads));
        liveReads += keys.length;
        const found = await read(allowed);
        return [...found, ...keys.slice(found.length).map(tooManyReads)];
      },
      // A key of several members, such as a contract and a page, is the same when they are.
      {
        maxBatchSize: MAX_BATCH_SIZE,
        cacheKeyFn: (key) => (typeof key === 'object' ? JSON.stringify(key) : key),
      },
    );
    forgetting.push(() => loader.clearAll());
    return loader;
  }

  return {
    deals: batched<OpportunityId, Opportunity | null>(
      (ids) => services.deals.get(reader(), ids),
      null,
    ),
    accounts: batched<string, Account | null>(
      (ids) => services.deals.accounts(reader(), ids),
      null,
    ),
    contracts: batched<ContractId, ContractView | null>(
      (ids) => services.contracts.get(reader(), ids),
      null,
    ),
    contractsOfDeal: batched<OpportunityId, readonly ContractView[]>(
      (ids) => services.contracts.ofDeals(ids),
      [],
    ),
    contractsAtHand,
    async bringContracts(ids) {
      try {
        const found = await services.contracts.ofDeals(ids);
        for (const [id, views] of found) contractsAtHand.set(id, views);
      } catch (error) {
        // The deals are answered all the same.
        for (const id of ids) contractsAtHand.set(id, toError(error));
      }
    },
    syncWork: batched<ContractId, SyncWork | null>((ids) => services.contracts.syncWork(ids), null),
    archives: batched<ContractId, readonly ArchivedDocumentView[]>(
      (ids) => services.of(createArchiveService).ofContracts(ids),
      [],
    ),
    contractProblems: batched<OpportunityId, string | null>(
      (ids) => services.of(createAutomationService).problemsOf(ids),
      null,
    ),
    terms: batched<ContractId, readonly TermCheckView[]>(
      (ids) => services.of(createTermService).ofContracts(ids),
      [],
    ),
    closeBlockers: batched<OpportunityId, readonly string[]>(
      (ids) => services.of(createTermService).closeBlockers(ids),
      [],
    ),
    linkSuggestions: batched<ContractId, readonly Suggestion[]>(
      (ids) => services.of(createUnlinkedContractService).suggestions(reader(), ids),
      [],
    ),
    recipients: live((id: ContractId) => services.contracts.recipients(id)),
    keyPointers: live((id: ContractId) => services.contracts.keyPointers(id)),
    part: <Key, Value>(read: (services: Services, key: Key) => Promise<Value>) => {
      const loader = parts.get(read) ?? live((key: Key) => read(services, key));
      parts.set(read, loader);
      return loader as DataLoader<Key, Value>;
    },
    partsTogether: <Key, Value>(
      read: (services: Services, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
    ) => {
      const loader =
        parts.get(read) ?? liveTogether((keys: readonly Key[]) => read(services, keys));
      parts.set(read, loader);
      return loader as DataLoader<Key, Value>;
    },
    templates: live((id: string) => services.templates.get(id)),
    templateFields: live((id: string) => services.templates.fields(id)),
    clearAll: () => {
      liveReads = 0;
      for (const forget of forgetting) forget();
    },
  };
}

function tooManyReads(): Error {
  return new InputError(
    said`The operation reads more than ${MAX_LIVE_READS} things live from SpotDraft. Ask for fewer entries at a time.`,
  );
}
