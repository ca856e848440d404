import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { instant } from '../../../store/instant.js';
import { toContractId } from '../../../domain/contract-id.js';
import type { ContractId } from '../../../domain/contract-id.js';
import { toOpportunityId } from '../../../domain/opportunity-id.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { tryParseJson } from '../../../domain/well-formed.js';
import type { RenewalMapping } from '../../../mapping/index.js';
import { markPages } from '../../../store/mark-pages.js';
import type { Store } from '../../../store/store.js';

/** What became of an executed contract, as far as its renewal goes. */
export type RenewalState =
  /** Its end is known, and is not near. */
  | { readonly state: 'waits'; readonly rule: string; readonly endDate: string }
  /** Nobody says when it ends; asked again at `nextAt`, for SpotDraft reads a document after it is signed. */
  | {
      readonly state: 'undated';
      readonly rule: string;
      readonly reason: string;
      readonly tries: number;
      readonly nextAt: Date;
    }
  /** The CRM, or the mapping, did not let it be made. */
  | {
      readonly state: 'failed';
      readonly rule: string;
      readonly endDate: string;
      readonly reason: string;
      readonly tries: number;
      readonly nextAt: Date;
    }
  /** For ever, whatever becomes of the deal. Null where it is gone from the CRM. */
  | { readonly state: 'made'; readonly opportunityId: OpportunityId | null };

const dealId = z.string().transform((text, context): OpportunityId => {
  const id = toOpportunityId(text);
  if (id !== null) return id;
  context.addIssue('is no id of a deal');
  return z.NEVER;
});
const tried = { rule: z.string(), reason: z.string(), tries: z.number(), nextAt: instant };
const stateJson = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waits'), rule: z.string(), endDate: z.string() }),
  z.object({ state: z.literal('undated'), ...tried }),
  z.object({ state: z.literal('failed'), endDate: z.string(), ...tried }),
  z.object({ state: z.literal('made'), opportunityId: dealId.nullable() }),
]);

export interface RenewalLedger {
  states(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, RenewalState>>;
  saveStates(states: ReadonlyMap<ContractId, RenewalState>): Promise<void>;
  /** Contracts that nobody says the end of, and those whose renewal failed, by their ids. */
  undated(first: number): Promise<readonly ContractId[]>;
  failed(first: number): Promise<readonly ContractId[]>;
  counts(): Promise<{ readonly undated: number; readonly failed: number; readonly made: number }>;
  /** Of deals, those that renew a contract. */
  renewalsAmong(deals: readonly OpportunityId[]): Promise<ReadonlyMap<OpportunityId, ContractId>>;
  /** Contracts that were read anew: they may end at another time, or belong to a renewal's deal. */
  noteChanged(ids: readonly ContractId[]): Promise<void>;
  changed(first: number): Promise<ReadonlyMap<ContractId, string>>;
  changedCount(): Promise<number>;
  /** But for those that were noted once more since. */
  dropChanged(noted: ReadonlyMap<ContractId, string>): Promise<void>;
  /** Deals that renew a contract, by their ids, at most `first` at a time. */
  renewalDeals(first: number): AsyncGenerator<readonly OpportunityId[]>;
  /** Of these, those that are settled. */
  relatedAmong(pairs: readonly ContractPair[]): Promise<ReadonlySet<ContractPair>>;
  saveRelated(pair: ContractPair): Promise<void>;
}

/** What the later contract is of the earlier one is settled. */
export interface ContractPair {
  readonly earlier: ContractId;
  readonly later: ContractId;
}

const STATES = 'renewals';
const UNDATED = 'renewals-undated';
const FAILED = 'renewals-failed';
const DEALS = 'renewals-deals';
const CHANGED = 'renewals-changed';
const RELATED = 'renewals-related';

/** What was found out by one expression is not what another one would say. */
export function renewalRule({ endDate }: RenewalMapping): string {
  return createHash('sha256').update(endDate.text).digest('hex').slice(0, 16);
}

export function createRenewalLedger({ marks }: Pick<Store, 'marks'>): RenewalLedger {
  const idsOf = (keys: readonly string[]) => keys.flatMap((key) => toContractId(key) ?? []);
  const pairKey = ({ earlier, later }: ContractPair) => `${earlier}/${later}`;

  const page = async (scope: string, first: number) =>
    idsOf((await marks.page(scope, { first })).map(({ key }) => key));

  return {
    async states(ids) {
      const found = await marks.get(STATES, ids);
      return new Map(
        ids.flatMap((id) => {
          // What can't be read counts as unknown: the CRM still knows which deals were made.
          const state = stateJson.safeParse(tryParseJson(found.get(id) ?? '')).data;
          return state === undefined ? [] : [[id, state] as const];
        }),
      );
    },

    async saveStates(states) {
      const all = [...states];
      const keys = all.map(([id]) => id);
      const of = (state: RenewalState['state']) => all.filter(([, each]) => each.state === state);
      const empty = (of_: readonly (readonly [ContractId, RenewalState])[]) =>
        of_.map(([key]) => ({ key, value: 'true' }));
      // The lists before the states: a state without its place in a list would never be looked at again.
      await marks.put(UNDATED, empty(of('undated')));
      await marks.put(FAILED, empty(of('failed')));
      await marks.put(
        DEALS,
        all.flatMap(([id, state]) =>
          state.state === 'made' && state.opportunityId !== null
            ? [{ key: state.opportunityId, value: JSON.stringify(id) }]
            : [],
        ),
      );
      await marks.put(
        STATES,
        all.map(([key, state]) => ({ key, value: JSON.stringify(state) })),
      );
      const without = (state: RenewalState['state']) => {
        const listed = new Set(of(state).map(([id]) => id));
        return keys.filter((id) => !listed.has(id));
      };
      await marks.remove(UNDATED, without('undated'));
      await marks.remove(FAILED, without('failed'));
    },

    undated: (first) => page(UNDATED, first),
    failed: (first) => page(FAILED, first),
    counts: async () => ({
      undated: await marks.count(UNDATED),
      failed: await marks.count(FAILED),
      made: await marks.count(DEALS),
    }),

    async renewalsAmong(deals) {
      const found = await marks.get(DEALS, deals);
      return new Map(
        deals.flatMap((deal) => {
          const text = found.get(deal);
          const id = text === undefined ? null : toContractId(String(JSON.parse(text)));
          return id === null ? [] : [[deal, id] as const];
        }),
      );
    },

    noteChanged: (ids) =>
      marks.put(
        CHANGED,
        ids.map((key) => ({ key, value: JSON.stringify(randomUUID()) })),
      ),
    async changed(first) {
      const found = await marks.page(CHANGED, { first });
      return new Map(
        found.flatMap(({ key, value }) => {
          const id = toContractId(key);
          return id === null ? [] : [[id, value] as const];
        }),
      );
    },
    changedCount: () => marks.count(CHANGED),
    async dropChanged(noted) {
      const now = await marks.get(CHANGED, [...noted.keys()]);
      const done = [...noted].filter(([id, value]) => now.get(id) === value);
      await marks.remove(
        CHANGED,
        done.map(([id]) => id),
      );
    },

    async *renewalDeals(first) {
      for await (const found of markPages(marks, DEALS, first)) {
        yield found.flatMap(({ key }) => toOpportunityId(key) ?? []);
      }
    },

    async relatedAmong(pairs) {
      if (pairs.length === 0) return new Set();
      const found = await marks.get(RELATED, pairs.map(pairKey));
      return new Set(pairs.filter((pair) => found.has(pairKey(pair))));
    },
    saveRelated: (pair) => marks.put(RELATED, [{ key: pairKey(pair), value: 'true' }]),
  };
}
