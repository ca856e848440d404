import type { ChangedDealsQuery } from '../src/connectors/crm.js';
import { systemClock } from '../src/domain/clock.js';
import { contractIdOf } from '../src/domain/contract-id.js';
import type { Contract } from '../src/domain/contract.js';
import { silentLog } from '../src/domain/log.js';
import { parseOpportunityId } from '../src/domain/opportunity-id.js';
import type { OpportunityId } from '../src/domain/opportunity-id.js';
import { parseMappingFile } from '../src/mapping/index.js';
import { openStore } from '../src/store/open-store.js';
import { createTermJudge } from '../src/sync/index.js';
import { sweepTerms } from '../src/sync/passes/terms/sweep-terms.js';
import { openEngineHome } from '../test/chaos/engines.js';
import type { EngineName } from '../test/chaos/engines.js';
import { ms } from './table.js';
import type { Section } from './table.js';

const CHANGED = 200;
const CHECKS = `version: 1
contracts: []
checks:
  - {name: total, signed: keyPointers.total.value, expected: Amount, tolerance: 1%, severity: block}
  - {name: start, signed: keyPointers.start.value, expected: CloseDate, tolerance: 3 days}
`;

interface Deal {
  Amount: number;
  readonly CloseDate: string;
  changedAt: Date;
}

/** What a repair pass costs for the checks of signed terms: the first, one without a change, and one after a few. */
export async function benchTerms(engine: EngineName, quick: boolean): Promise<Section> {
  const size = quick ? 1_000 : 10_000;
  await using home = await openEngineHome(engine);
  const store = await openStore({ url: home.storeUrl, clock: systemClock, log: silentLog });
  try {
    const old = new Date(Date.now() - 24 * 3_600_000);
    const deals = new Map<OpportunityId, Deal>();
    const contracts = Array.from({ length: size }, (_, at): Contract => {
      const opportunityId = parseOpportunityId(`0065g0000${String(at).padStart(6, '0')}`);
      deals.set(opportunityId, { Amount: at, CloseDate: '2026-03-28', changedAt: old });
      return {
        id: contractIdOf('T', at + 1),
        name: `Order Form ${at}`,
        status: 'EXECUTED',
        kind: 'TEMPLATE_CONTRACT',
        type: { id: '1', name: 'Order Form' },
        referenceId: null,
        counterpartyName: 'Acme',
        createdBy: null,
        createdAt: old.toISOString(),
        url: 'https://app.spotdraft.com/',
        externalMetadata: null,
        opportunityId,
      };
    });
    const look = await store.contracts.beginLook();
    for (let from = 0; from < size; from += 500) {
      await store.contracts.save(contracts.slice(from, from + 500), look);
    }
    const calls = { crm: 0, spotdraft: 0 };
    const crm = {
      dealObject: 'Opportunity',
      describe: async () => null,
      lastAnswerDate: () => new Date(),
      async changedDeals({ ids, since, limit }: ChangedDealsQuery) {
        calls.crm += 1;
        return [...(ids ?? deals.keys())]
          .flatMap((id) => {
            const deal = deals.get(id);
            if (deal === undefined || (since !== undefined && deal.changedAt < since)) return [];
            const { changedAt, ...record } = deal;
            return [{ id, changedAt, record }];
          })
          .slice(0, limit);
      },
    };
    const mapping = parseMappingFile(CHECKS, 'bench.yaml');
    const terms = createTermJudge({
      store,
      crm,
      spotdraft: {
        async getKeyPointers(id) {
          calls.spotdraft += 1;
          const total = Number(id.slice(2)) - 1;
          return [
            { id: '1', name: 'total', label: null, value: total },
            { id: '2', name: 'start', label: null, value: '2026-03-28' },
          ];
        },
        updateKeyPointers: async () => undefined,
        listKeyPointerDefinitions: async () => [],
      },
      mapping,
      pauses: { active: async () => null },
      clock: systemClock,
    });
    const sweep = async (everything: boolean) => {
      calls.crm = 0;
      calls.spotdraft = 0;
      const begun = performance.now();
      const parts = {
        store,
        crm: crm as never,
        clock: systemClock,
        log: silentLog,
        mapping,
        terms,
      };
      const changed = await sweepTerms(parts, { everything, updated: new Set() });
      const took = ms(performance.now() - begun);
      return { ...calls, changed: changed.size, took };
    };
    const first = await sweep(true);
    const idle = await sweep(false);
    for (const deal of [...deals.values()].slice(0, CHANGED)) {
      deal.Amount += 1_000;
      deal.changedAt = new Date();
    }
    const few = await sweep(false);
    const told = ({ crm: salesforce, spotdraft, took }: typeof first) =>
      `${salesforce} of Salesforce, ${spotdraft} of SpotDraft, ${took}`;
    return {
      title: `Checks of signed terms, ${size.toLocaleString('en')} deals (${engine})`,
      how: 'The part of a repair pass that holds executed contracts against their deals, two checks each, on the real store; calls are counted at the ports, which answer at once.',
      rows: [
        { what: 'the first pass, over everything', measured: told(first) },
        {
          what: 'a pass when nothing changed',
          measured: told(idle),
          aim: 'at most 1 of Salesforce, none of SpotDraft',
          met: idle.crm <= 1 && idle.spotdraft === 0,
        },
        {
          what: `a pass after ${CHANGED} deals changed (${few.changed} results differ)`,
          measured: told(few),
          aim: 'none of SpotDraft',
          met: few.spotdraft === 0,
        },
      ],
    };
  } finally {
    await store.close();
  }
}
