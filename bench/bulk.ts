import { toOpportunityId } from '../src/domain/opportunity-id.js';
import type { BulkJob } from '../src/store/bulk-jobs.js';
import { createBulkJobService } from '../src/services/bulk/bulk-jobs.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startWorld } from '../test/support/world.js';
import type { World } from '../test/support/world.js';
import { ms } from './table.js';
import type { Row, Section } from './table.js';

const TEMPLATE = '1204';
const READER = { kind: 'integration', keyName: 'bench' } as const;
/** As both neighbours usually take. */
const SPOTDRAFT_MS = 400;
const SALESFORCE_MS = 60;
const PER_QUERY = 200;

interface Measured {
  readonly job: BulkJob;
  readonly tookMs: number;
  readonly creates: number;
  readonly otherSpotdraft: number;
  readonly queries: number;
}

/** Jobs over many deals: what they take of both neighbours, and how long. */
export async function benchBulk(engine: EngineName, quick: boolean): Promise<Section> {
  const [previewed, created] = quick ? [1_000, 50] : [10_000, 200];
  await using world = await startWorld({
    store: engine,
    spotdraft: { contracts: 'none', rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const ids = manyDeals(world, previewed);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.addFault({ kind: 'latency', latencyMs: SALESFORCE_MS });
  const preview = await measure(world, ids, true);
  const real = await measure(world, ids.slice(0, created), false);
  const pages = (count: number) => Math.ceil(count / PER_QUERY);
  const perContract = real.creates / real.job.counts.CREATED;
  const rows: Row[] = [
    { what: `preview of ${previewed} deals`, measured: ms(preview.tookMs) },
    {
      what: 'calls of SpotDraft for it',
      measured: String(preview.creates + preview.otherSpotdraft),
      aim: 'the template: at most 2',
      met: preview.creates + preview.otherSpotdraft <= 2,
    },
    {
      what: 'queries of Salesforce for it',
      measured: String(preview.queries),
      aim: `one for ${PER_QUERY} deals: at most ${pages(previewed)}`,
      met: preview.queries <= pages(previewed),
    },
    { what: `contracts for ${created} deals`, measured: ms(real.tookMs) },
    {
      what: 'creates of SpotDraft a contract',
      measured: perContract.toFixed(2),
      aim: '1',
      met: perContract === 1,
    },
    {
      what: 'other calls of SpotDraft, sync of the new contracts included',
      measured: String(real.otherSpotdraft),
    },
    {
      what: 'queries of Salesforce for their deals',
      measured: String(real.queries),
      aim: `at most ${pages(created)}`,
      met: real.queries <= pages(created),
    },
  ];
  return {
    title: `Contracts in bulk (${engine})`,
    how: `SpotDraft answers after ${SPOTDRAFT_MS} ms, Salesforce after ${SALESFORCE_MS} ms, without a limit to the rate. Deals have line items and contact roles.`,
    rows,
  };
}

async function measure(
  world: World,
  opportunityIds: readonly string[],
  dryRun: boolean,
): Promise<Measured> {
  const service = world.app.services.of(createBulkJobService);
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
  const beganAt = performance.now();
  const { job } = await service.start(READER, { templateId: TEMPLATE, opportunityIds, dryRun });
  if (job === null) throw new Error('The job was refused.');
  const viewer = { reader: READER, isOperator: false };
  let last = job;
  for await (const now of await service.watch(viewer, job.id)) last = now;
  const tookMs = performance.now() - beganAt;
  const spotdraft = world.spotdraft.calls.report();
  const creates = spotdraft.byRoute['POST /api/v2.1/public/contracts/'] ?? 0;
  const all = Object.values(spotdraft.byRoute).reduce((sum, count) => sum + count, 0);
  return {
    job: last,
    tookMs,
    creates,
    otherSpotdraft: all - creates,
    queries: dealQueries(world),
  };
}

/** Those that read deals; what the sync writes of new contracts is its own. */
function dealQueries(world: World): number {
  const { byRoute } = world.salesforce.control.usage.report();
  return Object.entries(byRoute)
    .filter(([route]) => /query|composite\/batch/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** As many deals as wanted, each like one of the sample that has all that its template needs. */
function manyDeals(world: World, count: number): readonly string[] {
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole').filter(({ IsPrimary }) => IsPrimary === true);
  const lines = store.rows('OpportunityLineItem');
  const models = store
    .rows('Opportunity')
    .filter(({ Amount, AccountId }) => Amount !== null && AccountId !== null)
    .flatMap((deal) => {
      const role = roles.find(({ OpportunityId }) => OpportunityId === deal.Id);
      const own = lines.filter(({ OpportunityId }) => OpportunityId === deal.Id);
      return role === undefined ? [] : [{ deal, role, own }];
    });
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length];
    if (model === undefined) throw new Error('The sample has no complete deal.');
    const number = String(index).padStart(7, '0');
    const id = String(toOpportunityId(`0065b000${number}`));
    store.insert('Opportunity', { ...model.deal, Id: id, Name: `Deal ${index}` });
    store.insert('OpportunityContactRole', {
      ...model.role,
      Id: `00K5b000${number}AAA`,
      OpportunityId: id,
    });
    for (const [line, row] of model.own.slice(0, 2).entries()) {
      store.insert('OpportunityLineItem', {
        ...row,
        Id: `00k5b0${line}0${number}AAA`,
        OpportunityId: id,
      });
    }
    return id;
  });
}
