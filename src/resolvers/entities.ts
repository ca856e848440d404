import { parseContractId } from '../domain/contract-id.js';
import { InputError } from '../domain/errors.js';
import { parseOpportunityId, parseRecordId } from '../domain/opportunity-id.js';
import type { FieldCost } from '../schema/cost.js';
import { toContractNode } from './contracts/contract-node.js';
import type { RequestContext } from './server/request-context.js';

/** A type that other subgraphs may refer to by its `id`. */
export interface Entity {
  /** What finding one of a batch costs. */
  readonly cost: FieldCost;
  /**
   * With the caller's rights; those asked for together are found together. Null for what is unknown or not theirs to see.
   * @throws InputError for a malformed id.
   */
  readonly find: (id: string, context: RequestContext) => Promise<object | null>;
}

export const ENTITIES: Readonly<Record<string, Entity>> = {
  Opportunity: {
    cost: { salesforce: 0.01 },
    find: async (id, { loaders }) => loaders.deals.load(parseOpportunityId(id)),
  },
  Account: {
    cost: { salesforce: 0.01 },
    find: async (id, { loaders }) => loaders.accounts.load(parseRecordId(id, 'an account', '001')),
  },
  // Those unknown here are asked for one by one; most are known.
  Contract: {
    cost: { spotdraft: 0.5, salesforce: 0.01 },
    find: async (id, { loaders }) => {
      const view = await loaders.contracts.load(parseContractId(id));
      return view === null ? null : toContractNode(view);
    },
  },
  Template: {
    cost: { spotdraft: 0.5 },
    find: async (id, context) => {
      await context.referenceData();
      return context.loaders.templates.load(id);
    },
  },
};

/** @throws InputError when a representation does not say which one it stands for. */
export function idOf(representation: Readonly<Record<string, unknown>>): string {
  const { id } = representation;
  if (typeof id === 'string') return id;
  throw new InputError('A representation must carry the `id` of its entity, as text.');
}
