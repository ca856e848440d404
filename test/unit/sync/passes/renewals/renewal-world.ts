import type { CrmRow, DealRecord, RowResult } from '../../../../../src/connectors/crm.js';
import type { NewActivity } from '../../../../../src/domain/activity.js';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../../src/domain/contract-id.js';
import type { Contract, KeyPointer } from '../../../../../src/domain/contract.js';
import { UpstreamUnavailableError } from '../../../../../src/domain/errors.js';
import type { UpstreamService } from '../../../../../src/domain/errors.js';
import { silentLog } from '../../../../../src/domain/log.js';
import type { Log } from '../../../../../src/domain/log.js';
import { parseOpportunityId } from '../../../../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../../../../src/domain/opportunity-id.js';
import { parseMappingFile } from '../../../../../src/mapping/index.js';
import { createRenewalLedger } from '../../../../../src/sync/index.js';
import type { RenewalLedger } from '../../../../../src/sync/passes/renewals/renewal-ledger.js';
import type { RenewalParts } from '../../../../../src/sync/passes/renewals/renewal-parts.js';
import {
  renewContracts,
  runRenewals,
} from '../../../../../src/sync/passes/renewals/run-renewals.js';
import type { Store } from '../../../../../src/store/store.js';
import { ManualClock } from '../../../../support/manual-clock.js';
import { openTempStore } from '../../../../support/temp-store.js';
import { describeObject } from '../../../mapping/crm-samples.js';
import { CONTRACT } from '../../../mapping/samples.js';

export const RULES = `version: 1
contracts: []
renewals:
  - type: 12
    endDate: keyPointers.end.value
    noticeDays: 30
    opportunity:
      Name: opportunity.Name & " - renewal"
      CloseDate: endDate
`;

export const DEAL = parseOpportunityId('006000000000001');
/** Where the clock stands. */
export const TODAY = '2026-11-30';

export const dealId = (number: number): OpportunityId =>
  parseOpportunityId(`006${String(number).padStart(12, '0')}`);

export function executed(number: number, more: Partial<Contract> = {}): Contract {
  return {
    ...CONTRACT,
    id: contractIdOf('T', number),
    status: 'EXECUTED',
    type: { id: '12', name: 'Order form' },
    opportunityId: DEAL,
    createdAt: '2026-01-01T00:00:00Z',
    ...more,
  };
}

export const ends = (value: unknown): KeyPointer[] => [
  { id: '7', name: 'end', label: 'End', value },
];

export const outage = (service: UpstreamService, message = 'no answer') =>
  new UpstreamUnavailableError(message, { service, operation: 'x' });

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: object;
}

/** A store, and both systems as renewals see them: what they answer is what a test puts here. */
export interface RenewalWorld extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly ledger: RenewalLedger;
  readonly parts: RenewalParts;
  readonly deals: Map<OpportunityId, DealRecord>;
  /** What SpotDraft answers; nothing for what is not here. */
  readonly pointers: Map<ContractId, KeyPointer[] | Error>;
  /** Whose key pointers SpotDraft was asked for. */
  readonly asked: ContractId[];
  /** Rows of the CRM by the contract that they renew; null for a deleted one. */
  readonly renewals: Map<string, CrmRow | null>;
  /** How often the CRM was asked anything. */
  readonly calls: string[];
  /** Answers in the CRM's place, once for each row. */
  readonly refusals: ((row: CrmRow) => RowResult)[];
  readonly activities: NewActivity[];
  readonly outcomes: string[];
  readonly log: LogLine[];
  /** What the CRM fails with, by call. */
  readonly crmFails: Map<'changedDeals' | 'createRows' | 'everKeys', Error>;
  isDescribed: boolean;
  save(...contracts: readonly Contract[]): Promise<void>;
  run(dryRun?: boolean): ReturnType<typeof runRenewals>;
  /** As after they were read anew. */
  runChanged(...ids: readonly ContractId[]): ReturnType<typeof renewContracts>;
}

export async function openRenewalWorld(
  rules = RULES,
  wrapStore: (store: Store) => Store = (store) => store,
): Promise<RenewalWorld> {
  const clock = new ManualClock(new Date(`${TODAY}T10:00:00Z`));
  const opened = await openTempStore(clock);
  const store = wrapStore(opened.store);
  const mapping = parseMappingFile(rules, 'mapping.yaml');
  const ledger = createRenewalLedger(store);
  const deals = new Map<OpportunityId, DealRecord>([[DEAL, { Name: 'Acme', AccountId: ACCOUNT }]]);
  const pointers: RenewalWorld['pointers'] = new Map();
  const renewals: RenewalWorld['renewals'] = new Map();
  const crmFails: RenewalWorld['crmFails'] = new Map();
  const [asked, calls, refusals]: [ContractId[], string[], RenewalWorld['refusals']] = [[], [], []];
  const [activities, outcomes, log]: [NewActivity[], string[], LogLine[]] = [[], [], []];

  function count(call: 'changedDeals' | 'createRows' | 'everKeys' | 'readRows'): void {
    calls.push(call);
    const error = call === 'readRows' ? undefined : crmFails.get(call);
    if (error !== undefined) throw error;
  }

  function create(row: CrmRow): RowResult {
    const refusal = refusals.shift();
    if (refusal !== undefined) return refusal(row);
    const id = dealId(900 + renewals.size);
    renewals.set(String(row['Renewal_Of__c']), { ...row, Id: id });
    return { ok: true, id, created: true };
  }

  const parts: RenewalParts = {
    store,
    ledger,
    mapping,
    allowance: { admit: async () => undefined },
    log: Object.fromEntries(
      Object.keys(silentLog).map((level) => [
        level,
        (fields: object, message: string) =>
          log.push({ level: level as keyof Log, message, fields }),
      ]),
    ) as unknown as Log,
    record: (activity) => activities.push(activity),
    onOutcome: (outcome) => outcomes.push(outcome),
    crm: {
      dealObject: 'Opportunity',
      describe: async () => (world.isDescribed ? OPPORTUNITY : null),
      async changedDeals({ ids = [] }) {
        count('changedDeals');
        return ids.flatMap((id) => {
          const record = deals.get(id);
          return record === undefined ? [] : [{ id, record, changedAt: clock.now() }];
        });
      },
      async everKeys(_object, _field, keys) {
        count('everKeys');
        return new Set(keys.filter((key) => renewals.has(key)));
      },
      async readRows(_object, _field, keys) {
        count('readRows');
        return new Map(
          keys.flatMap((key) => {
            const row = renewals.get(key) ?? null;
            return row === null ? [] : [[key, row] as const];
          }),
        );
      },
      async createRows(_object, rows) {
        count('createRows');
        return rows.map(create);
      },
    },
    spotdraft: {
      async getKeyPointers(id) {
        asked.push(id);
        const known = pointers.get(id) ?? [];
        if (known instanceof Error) throw known;
        return known;
      },
      updateKeyPointers: async () => undefined,
      listKeyPointerDefinitions: async () => [],
    },
  };
  const signal = new AbortController().signal;
  const world: RenewalWorld = {
    clock,
    store,
    ledger,
    parts,
    deals,
    pointers,
    asked,
    renewals,
    calls,
    refusals,
    activities,
    outcomes,
    log,
    crmFails,
    isDescribed: true,
    save: async (...contracts) => {
      await store.contracts.save(contracts, await store.contracts.beginLook());
    },
    run: (dryRun = false) => runRenewals(parts, { dryRun, signal }),
    runChanged: async (...ids) =>
      renewContracts(parts, [...(await store.contracts.get(ids)).values()], {
        dryRun: false,
        isChanged: true,
        signal,
      }),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
  return world;
}

export const ACCOUNT = '001000000000001AAA';

const OPPORTUNITY = describeObject('Opportunity', {
  Id: { type: 'id' },
  Name: { maxLength: 120 },
  StageName: {},
  Description: {},
  CloseDate: { type: 'date' },
  Amount: { type: 'currency' },
  Notes__c: { html: true },
  Secret__c: { type: 'encrypted' },
  IsPrivate: { type: 'boolean' },
  AccountId: { type: 'reference' },
  Renewal_Of__c: { unique: true, externalId: true },
});
