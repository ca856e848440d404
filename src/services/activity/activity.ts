import type { Operator } from '../../auth/caller.js';
import type { Activity, ActivityKind, ActivitySystem } from '../../domain/activity.js';
import type { ContractId } from '../../domain/contract-id.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ActivityFilter, ActivityLog } from '../../store/activity.js';
import type { ContractStore } from '../../store/contracts.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { checkPage } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { contractKeysOf } from '../contract-keys.js';

/** The own log: what dealdraft did and was told. Newest first everywhere. */
export interface ActivityService {
  /** For operators: everything. */
  list(
    operator: Operator,
    selection: ActivitySelection,
    page: PageRequest,
  ): Promise<Page<Activity>>;
  /** What happened to a contract that its reader may see. */
  ofContract(id: ContractId, page: PageRequest): Promise<Page<Activity>>;
  /** What happened to a deal that its reader may see, and to the contracts in it, which they may see then as well. */
  ofDeal(id: OpportunityId, page: PageRequest): Promise<Page<Activity>>;
}

/** Everything given has to fit. */
export interface ActivitySelection {
  /** `T-123`, or a bare number, which stands for every contract of that number. */
  readonly contractId?: string;
  /** About the deal or a contract that is in it now. */
  readonly opportunityId?: string;
  readonly kinds?: readonly ActivityKind[];
  readonly system?: ActivitySystem;
  readonly failed?: boolean;
  /** Of this time or later. */
  readonly since?: Date;
}

export interface ActivityServiceParts {
  readonly activities: ActivityLog;
  readonly contracts: Pick<ContractStore, 'byOpportunity'>;
  /** Writes what was recorded in this process, so that it is seen. */
  readonly flush: () => Promise<void>;
}

export function createActivityService(parts: ActivityServiceParts): ActivityService {
  const { activities, contracts, flush } = parts;

  async function pageOf(
    fingerprint: string,
    filter: Omit<ActivityFilter, 'limit' | 'beforeId'>,
    page: PageRequest,
  ): Promise<Page<Activity>> {
    checkPage(page);
    const after = page.after === undefined ? null : decodeCursor(fingerprint, page.after).id;
    await flush();
    const found = await activities.list({
      ...filter,
      ...(after === null ? {} : { beforeId: after }),
      limit: page.first + 1,
    });
    return {
      edges: found.slice(0, page.first).map((activity) => ({
        cursor: encodeCursor(fingerprint, { value: null, id: activity.id }),
        node: activity,
      })),
      hasNextPage: found.length > page.first,
      endCursor: null,
      totalCount: () => Promise.resolve(null),
    };
  }

  async function dealOf(opportunityId: OpportunityId): Promise<ActivityFilter['deal'] & object> {
    const stored = (await contracts.byOpportunity([opportunityId])).get(opportunityId) ?? [];
    return { opportunityId, contractIds: stored.map(({ contract }) => contract.id) };
  }

  return {
    list: async (_operator, selection, page) => {
      const { contractId, opportunityId, ...rest } = selection;
      const contractIds = contractId === undefined ? undefined : contractKeysOf(contractId);
      const deal = opportunityId === undefined ? undefined : parseOpportunityId(opportunityId);
      return pageOf(
        listFingerprint('activities', contractIds, deal, rest),
        {
          ...rest,
          ...(contractIds === undefined ? {} : { contractIds }),
          ...(deal === undefined ? {} : { deal: await dealOf(deal) }),
        },
        page,
      );
    },
    // A number alone may mean another contract, which they may not see.
    ofContract: (id, page) =>
      pageOf(listFingerprint('timeline of', id), { contractIds: [id] }, page),
    ofDeal: async (id, page) =>
      pageOf(listFingerprint('timeline of', id), { deal: await dealOf(id) }, page),
  };
}
