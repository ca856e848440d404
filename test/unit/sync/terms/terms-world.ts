import type { ChangedDealsQuery } from '../../../../src/connectors/crm.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import type { Contract, KeyPointer } from '../../../../src/domain/contract.js';
import { UpstreamRejectedError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import type { Mapping } from '../../../../src/mapping/mapping.js';
import type { Store } from '../../../../src/store/store.js';
import { createTermJudge, termsOf } from '../../../../src/sync/index.js';
import { sweepTerms } from '../../../../src/sync/passes/terms/sweep-terms.js';
import type {
  JudgeRequest,
  TermJudge,
  TermJudgeParts,
} from '../../../../src/sync/terms/judge-contracts.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';
import { CONTRACT } from '../../mapping/samples.js';

const CHECKS = `version: 1
contracts: []
checks:
  - name: total
    when: type.name != "NDA"
    signed: keyPointers.total.value
    expected: Amount
    tolerance: 5
    severity: block
  - name: name
    signed: counterpartyName
    expected: Account.Name
`;
export const DEAL = parseOpportunityId('0065g00000XyZ12');
export const T1 = contractIdOf('T', 1);
export const T2 = contractIdOf('T', 2);
export const mapping = parseMappingFile(CHECKS, 'm.yaml');
export const REQUEST: JudgeRequest = { lane: 'webhook' };

export function total(value: unknown): KeyPointer {
  return { id: '7', name: 'total', label: 'Total', value };
}

export function executed(id: ContractId = T1, over: Partial<Contract> = {}): Contract {
  return {
    ...CONTRACT,
    id,
    status: 'EXECUTED',
    opportunityId: DEAL,
    counterpartyName: 'ACME',
    externalMetadata: null,
    ...over,
  };
}

export const outage = () =>
  new UpstreamUnavailableError('no answer', { service: 'spotdraft', operation: 'x' });
export const refusal = () =>
  new UpstreamRejectedError('confidential', { service: 'spotdraft', status: 403 });

export async function openTermsWorld(): Promise<TermsWorld> {
  const clock = new ManualClock(new Date('2026-11-21T10:00:00Z'));
  return new TermsWorld(clock, await openTempStore(clock));
}

/** A store, and both systems as the checks of signed terms see them: they answer what a test puts here. */
export class TermsWorld implements AsyncDisposable {
  readonly store: Store;
  readonly deals = new Map<
    string,
    { Amount: number | null; changedAt: Date; Account?: { Name: string | null } }
  >([
    [DEAL, { Amount: 100, changedAt: new Date('2026-11-20T10:00:00Z'), Account: { Name: 'Acme' } }],
  ]);
  readonly pointers = new Map<ContractId, KeyPointer[] | Error>([[T1, [total(100)]]]);
  /** Whose key pointers SpotDraft was asked for. */
  asked: ContractId[] = [];
  /** What the CRM was asked. */
  queries: ChangedDealsQuery[] = [];
  crmFails: Error | null = null;
  pause: object | null = null;
  /** The CRM's time of its last answer. */
  answeredAt: Date | null = new Date('2026-11-21T10:00:00Z');

  readonly crm = {
    dealObject: 'Opportunity',
    describe: async () => null,
    lastAnswerDate: () => this.answeredAt,
    changedDeals: async (query: ChangedDealsQuery) => {
      this.queries.push(query);
      if (this.crmFails !== null) throw this.crmFails;
      return [...this.deals]
        .filter(([id]) => query.ids?.some((one) => one === id) ?? true)
        .filter(([, { changedAt }]) => query.since === undefined || changedAt >= query.since)
        .map(([id, { changedAt, ...record }]) => ({
          id: parseOpportunityId(id),
          changedAt,
          record,
        }));
    },
  };

  constructor(
    readonly clock: ManualClock,
    private readonly opened: TempStore,
  ) {
    this.store = opened.store;
  }

  judge(checks: Mapping = mapping): TermJudge {
    return createTermJudge({ ...this.parts(), mapping: checks });
  }

  parts(): TermJudgeParts {
    return {
      store: this.store,
      crm: this.crm,
      spotdraft: {
        getKeyPointers: async (id) => {
          this.asked.push(id);
          const known = this.pointers.get(id) ?? [];
          if (known instanceof Error) throw known;
          return known;
        },
        updateKeyPointers: async () => undefined,
        listKeyPointerDefinitions: async () => [],
      },
      mapping,
      pauses: { active: async () => this.pause as never },
      clock: this.clock,
    };
  }

  async statesOf(contract: Contract): Promise<Record<string, string>> {
    const terms = (await termsOf(this.store.marks, [contract])).get(contract.id) ?? [];
    return Object.fromEntries(
      terms.map(({ name, state, confirmed }) => [
        name,
        confirmed === null ? state : `${state} confirmed`,
      ]),
    );
  }

  async sweep(
    everything = false,
    terms = this.judge(),
    signal?: AbortSignal,
    updated: ReadonlySet<ContractId> = new Set(),
  ) {
    return sweepTerms(
      {
        store: this.store,
        crm: this.crm as never,
        clock: this.clock,
        log: silentLog,
        mapping,
        terms,
      },
      { everything, updated, ...(signal === undefined ? {} : { signal }) },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.opened[Symbol.asyncDispose]();
  }
}
