import type { Crm, CrmRow } from '../../../connectors/crm.js';
import type { Contract } from '../../../domain/contract.js';
import { contractNumberOf, toContractId } from '../../../domain/contract-id.js';
import type { ContractId } from '../../../domain/contract-id.js';
import { toOpportunityId } from '../../../domain/opportunity-id.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { inForce } from '../../../mapping/index.js';
import type { ContractWriteback, Mapping } from '../../../mapping/index.js';
import type { Look, StoredContract } from '../../../store/contracts.js';
import type { DirtyKey, QueueState } from '../../../store/queue.js';
import type { Store } from '../../../store/store.js';
import { numberKeyOf } from '../../../store/dirty-key.js';
import { readGoneDeals, withoutGoneDeal, withoutLookUp } from '../../projection/gone-deals.js';
import { planContractDrift, planDealDrift, planOrphanDrift } from './plan-drift.js';
import type { ContractFacts, ContractFinding, DriftFinding, Wanted } from './plan-drift.js';
import type { RowPlanner } from '../../write-back/wanted-rows.js';

/** What SpotDraft showed in this pass where the projection says something else. */
export type Shown = Map<ContractId, { readonly contract: Contract | 'gone'; readonly look: Look }>;

export interface ComparedContracts {
  readonly findings: readonly DriftFinding[];
  /** Deals that the contracts without a finding belong to. */
  readonly deals: ReadonlySet<OpportunityId>;
  /** Deals that a finding touches: repairing the contract writes them too. */
  readonly touchedDeals: ReadonlySet<OpportunityId>;
}

export interface DriftComparison {
  /** Compares contracts with their CRM records. One CRM call per 200. */
  contracts(ids: readonly ContractId[], shown: Shown): Promise<ComparedContracts>;
  /** Compares deals with what the projection says of their contracts. One CRM call per 200. */
  deals(ids: readonly OpportunityId[]): Promise<readonly DriftFinding[]>;
  /** Of records without a contract, those that do not say so, with the deals they point to. One CRM call per 200. */
  orphans(ids: readonly ContractId[]): Promise<{
    readonly findings: readonly ContractFinding[];
    readonly touchedDeals: ReadonlySet<OpportunityId>;
  }>;
  /** Ids of the CRM's contract records, 2,000 a call; null for the end. */
  recordIds(after: string | null): Promise<{
    readonly ids: readonly ContractId[];
    readonly next: string | null;
  }>;
}

export interface DriftComparisonParts {
  readonly store: Store;
  readonly crm: Pick<Crm, 'dealObject' | 'describe' | 'listKeys' | 'readRows'>;
  readonly mapping: Pick<Mapping, 'writeback'>;
  readonly rows: RowPlanner;
}

const KEYS_PER_CALL = 2_000;
/** A worker may write a record between our two reads; what it touched is compared once more. */
const LOOKS = 3;

export function createDriftComparison(parts: DriftComparisonParts): DriftComparison {
  const { store, crm, mapping, rows } = parts;
  const { contract: contractSpec, opportunity: dealSpec } = mapping.writeback;

  async function contracts(
    ids: readonly ContractId[],
    shown: Shown,
    look = 1,
  ): Promise<ComparedContracts> {
    const stored = await store.contracts.get(ids);
    const gone = await readGoneDeals(store.contracts, ids);
    const present = new Map<ContractId, Contract>();
    for (const id of ids) {
      const contract = presentState(id, stored.get(id), shown);
      if (contract !== null) present.set(id, withoutGoneDeal(contract, gone));
    }
    const records = await recordsOf(contractSpec, [...present.values()]);
    const queue = await queueStates(ids);
    const overtaken = look < LOOKS ? await changedSince(stored) : new Set<ContractId>();
    const findings: DriftFinding[] = [];
    const deals = new Set<OpportunityId>();
    const touchedDeals = new Set<OpportunityId>();
    const again: ContractId[] = [];
    for (const [id, contract] of present) {
      const seen = shown.get(id)?.contract;
      const goneDeal = contract.opportunityId === null ? gone.get(id) : undefined;
      const facts: ContractFacts = {
        id,
        present: seen === 'gone' ? seen : contract,
        stored: stored.get(id)?.contract ?? null,
        queue: queue.get(id) ?? null,
        wanted: wantedBeside(goneDeal, records.wanted.get(id)),
        description: records.description,
        crm: records.crm.get(id) ?? null,
        confirmed: records.confirmed.get(id) ?? null,
      };
      const finding =
        planContractDrift(facts) ?? (goneDeal === undefined ? null : dealGone(id, goneDeal));
      if (finding !== null && overtaken.has(id)) {
        again.push(id);
        continue;
      }
      const own = finding === null ? deals : touchedDeals;
      for (const deal of dealsOf(facts, contract)) own.add(deal);
      if (finding !== null) findings.push(finding);
    }
    if (again.length === 0) return { findings, deals, touchedDeals };
    const rest = await contracts(again, shown, look + 1);
    return {
      findings: [...findings, ...rest.findings],
      deals: new Set([...deals, ...rest.deals]),
      touchedDeals: new Set([...touchedDeals, ...rest.touchedDeals]),
    };
  }

  /** Wanted, present and last confirmed record of each contract. */
  async function recordsOf(spec: ContractWriteback | null, of: readonly Contract[]) {
    const wanted = new Map<ContractId, Wanted>();
    if (spec === null || of.length === 0) {
      return { wanted, crm: NO_ROWS, confirmed: NO_ROWS, description: null };
    }
    const planned = await rows.contractRows(spec, of);
    for (const [id, failure] of planned.failures) wanted.set(id, { failure });
    for (const [id, row] of planned.rows) {
      wanted.set(id, { row: without(row, spec.externalId) });
    }
    const ids = of.map(({ id }) => id);
    const confirmed = await store.contracts.confirmedRows(spec.object, ids);
    return {
      wanted,
      description: planned.description,
      crm: await crm.readRows(
        spec.object,
        spec.externalId,
        ids,
        fieldsOf(inForce(spec, planned.description)),
      ),
      confirmed,
    };
  }

  /** The deals whose rows the contract decides: its own, the one it was in, and the one that its record points to. */
  function dealsOf({ stored, crm: record }: ContractFacts, contract: Contract): OpportunityId[] {
    const lookUp = contractSpec?.opportunity ?? null;
    const pointedAt = lookUp === null ? null : record?.[lookUp];
    return [
      contract.opportunityId,
      stored?.opportunityId ?? null,
      typeof pointedAt === 'string' ? toOpportunityId(pointedAt) : null,
    ].filter((deal) => deal !== null);
  }

  /** A delivery of a bare number waits under the number until it is known whose it is. */
  async function queueStates(ids: readonly ContractId[]): Promise<Map<ContractId, QueueState>> {
    const keys = ids.map((id): [ContractId, DirtyKey] => [id, numberKeyOf(contractNumberOf(id))]);
    const states = await store.queues.sync.states(keys.flat());
    const found = new Map<ContractId, QueueState>();
    for (const [id, number] of keys) {
      const state = states.get(id) ?? states.get(number);
      if (state !== undefined) found.set(id, state);
    }
    return found;
  }

  /** Contracts that somebody read or wrote since `before` was taken. */
  async function changedSince(
    before: ReadonlyMap<ContractId, StoredContract>,
  ): Promise<Set<ContractId>> {
    const now = await store.contracts.get([...before.keys()]);
    return new Set(
      [...before].filter(([id, was]) => !isSameMoment(was, now.get(id))).map(([id]) => id),
    );
  }

  async function deals(ids: readonly OpportunityId[], look = 1): Promise<readonly DriftFinding[]> {
    if (dealSpec === null || dealSpec.fields.size === 0 || ids.length === 0) return [];
    const byDeal = await store.contracts.byOpportunity(ids);
    const planned = await rows.dealRows(
      dealSpec,
      new Map([...byDeal].map(([id, stored]) => [id, stored.map(({ contract }) => contract)])),
    );
    const { fields } = inForce(dealSpec, planned.description);
    const present = await crm.readRows(crm.dealObject, 'Id', ids, [...fields.keys()]);
    const found = new Map<OpportunityId, DriftFinding>();
    for (const id of ids) {
      const failure = planned.failures.get(id);
      const wanted = failure === undefined ? { row: planned.rows.get(id) ?? {} } : { failure };
      const finding = planDealDrift({
        id,
        wanted,
        crm: present.get(id) ?? null,
        description: planned.description,
      });
      if (finding !== null) found.set(id, finding);
    }
    if (found.size === 0 || look === LOOKS) return [...found.values()];
    const known = [...byDeal.values()].flat();
    const overtaken = await changedSince(new Map(known.map((one) => [one.contract.id, one])));
    const again = [...found.keys()].filter((deal) =>
      byDeal.get(deal)?.some(({ contract }) => overtaken.has(contract.id)),
    );
    for (const id of again) found.delete(id);
    return [...found.values(), ...(await deals(again, look + 1))];
  }

  /** Of a contract whose deal is gone, the look-up is left alone. */
  function wantedBeside(
    goneDeal: OpportunityId | undefined,
    wanted: Wanted | undefined,
  ): Wanted | null {
    if (contractSpec === null || wanted === undefined) return null;
    if (goneDeal === undefined || 'failure' in wanted) return wanted;
    return { row: withoutLookUp(contractSpec, wanted.row) };
  }

  return {
    contracts: (ids, shown) => contracts(ids, shown),
    deals: (ids) => deals(ids),

    async orphans(ids) {
      const touchedDeals = new Set<OpportunityId>();
      const findings: ContractFinding[] = [];
      const gone = contractSpec === null ? null : await rows.goneRow(contractSpec);
      if (contractSpec === null || gone === null) return { findings, touchedDeals };
      const { object, externalId, opportunity } = contractSpec;
      const fields = [...Object.keys(gone), ...(opportunity === null ? [] : [opportunity])];
      const present = await crm.readRows(object, externalId, ids, fields);
      const description = await crm.describe(object);
      for (const id of ids) {
        const record = present.get(id);
        const finding =
          record === undefined ? null : planOrphanDrift(id, record, gone, description);
        if (finding === null) continue;
        findings.push(finding);
        const deal = opportunity === null ? null : record?.[opportunity];
        const dealId = typeof deal === 'string' ? toOpportunityId(deal) : null;
        if (dealId !== null) touchedDeals.add(dealId);
      }
      return { findings, touchedDeals };
    },

    async recordIds(after) {
      if (contractSpec === null) return { ids: [], next: null };
      const keys = await crm.listKeys(
        contractSpec.object,
        contractSpec.externalId,
        after === null ? { limit: KEYS_PER_CALL } : { limit: KEYS_PER_CALL, after },
      );
      const last = keys[KEYS_PER_CALL - 1] ?? null;
      return {
        // Records that somebody keyed otherwise are not ours.
        ids: keys.map(toContractId).filter((id) => id !== null),
        next: last === after ? null : last,
      };
    },
  };
}

function dealGone(id: ContractId, deal: OpportunityId): DriftFinding {
  const subject = { kind: 'contract', id } as const;
  return { subject, cause: 'deal-gone', detail: deal, fields: [] };
}

const NO_ROWS: ReadonlyMap<string, CrmRow> = new Map();

/** The state that the contract's rows follow from; null for one that nobody knows. */
function presentState(
  id: ContractId,
  stored: StoredContract | undefined,
  shown: Shown,
): Contract | null {
  const seen = shown.get(id);
  if (seen === undefined) return stored?.contract ?? null;
  if (stored !== undefined && stored.look > seen.look.number) {
    // The worker has read it since: the projection is the newer of the two.
    shown.delete(id);
    return stored.contract;
  }
  if (seen.contract === 'gone') {
    return stored === undefined ? null : { ...stored.contract, status: 'DELETED' };
  }
  return { ...seen.contract, kind: seen.contract.kind ?? stored?.contract.kind ?? null };
}

function isSameMoment(a: StoredContract, b: StoredContract | undefined): boolean {
  return (
    b !== undefined && a.look === b.look && a.lastSyncedAt?.getTime() === b.lastSyncedAt?.getTime()
  );
}

function fieldsOf(spec: ContractWriteback): string[] {
  return [...spec.fields.keys(), ...(spec.opportunity === null ? [] : [spec.opportunity])];
}

function without(row: CrmRow, field: string): CrmRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}
