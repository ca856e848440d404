import { createHash } from 'node:crypto';
import { systemClock } from '../src/domain/clock.js';
import { parseContractId } from '../src/domain/contract-id.js';
import type { ContractId } from '../src/domain/contract-id.js';
import { CONTRACT_STATUSES } from '../src/domain/contract.js';
import type { Contract } from '../src/domain/contract.js';
import { silentLog } from '../src/domain/log.js';
import { toOpportunityId } from '../src/domain/opportunity-id.js';
import type { OpportunityId } from '../src/domain/opportunity-id.js';
import { openStore } from '../src/store/open-store.js';
import type { Store } from '../src/store/store.js';
import { openEngineHome } from '../test/chaos/engines.js';
import type { EngineName } from '../test/chaos/engines.js';
import { readFileSync } from 'node:fs';
import { loadOfMachine } from './pairs.js';
import { times } from './table.js';
import type { Section } from './table.js';
import { lookAt } from '../test/support/look-at.js';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const QUICK_SIZES = [1_000, 10_000];
/** Redis answers within seconds on a machine with other work to do as well. */
const SAVE_CHUNK = { sqlite: 2_000, redis: 500 } as const;
const WARM_UP = 200;
const CONTRACTS_PER_DEAL = 2;
const PAGE_DEALS = 50;
const LIST_PAGE = 25;
const AIM_GROWTH = 1.5;
const SAVE = 'save a contract';
const BY_DEALS = 'contracts of 50 deals';
const AIM_OF_SAVE = 1.1;
const LIVE_STATUSES = CONTRACT_STATUSES.filter((status) => status !== 'DELETED');

/**
 * How each operation of the store takes more of the processor as more contracts are stored: of this thread, in which SQLite
 * runs, and of the server behind the store. What else the machine does lengthens what a clock says, and this hardly.
 */
export async function benchGrowth(engine: EngineName, quick: boolean): Promise<Section> {
  const sizes = quick ? QUICK_SIZES : SIZES;
  const repeats = quick ? 60 : 500;
  await using home = await openEngineHome(engine);
  const open = () => openStore({ url: home.storeUrl, clock: systemClock, log: silentLog });
  const bySize = new Map<number, ReadonlyMap<string, number>>();
  let stored = 0;
  for (const size of sizes) {
    const filled = await open();
    for (; stored < size; stored += SAVE_CHUNK[engine]) {
      const count = Math.min(SAVE_CHUNK[engine], size - stored);
      await filled.contracts.save(range(stored, count).map(contractAt), lookAt(new Date()));
    }
    stored = size;
    // Opened anew, what was filled in has reached its final place and is not measured as work of the calls.
    await filled.close();
    const store = await open();
    const spent = processorMsWith(home.redis?.pid ?? null);
    await measureAll(store, size, WARM_UP, spent);
    bySize.set(size, await measureAll(store, size, repeats, spent));
    await store.close();
  }
  const [smallest = 0] = sizes;
  const largest = sizes.at(-1) ?? smallest;
  const names = [...(bySize.get(smallest)?.keys() ?? [])];
  return {
    title: `Growth from ${label(smallest)} to ${label(largest)} stored contracts (${engine})`,
    how:
      `Processor time, mean of ${repeats} calls after ${WARM_UP} to warm up, at ${sizes.map(label).join(', ')} contracts, in that order; ` +
      `beside stands the smallest store. Load of the machine at the end: ${loadOfMachine()}.`,
    rows: names.map((what) => {
      const means = sizes.map((size) => bySize.get(size)?.get(what) ?? NaN);
      const growth = (means.at(-1) ?? NaN) / (means[0] ?? NaN);
      const aim = what === SAVE ? AIM_OF_SAVE : AIM_GROWTH;
      return {
        what,
        measured: means.map(microseconds).join(', '),
        beside: microseconds(means[0] ?? NaN),
        ratio: times(growth),
        aim: `below ${aim}x`,
        met: growth < aim,
      };
    }),
  };
}

async function measureAll(
  store: Store,
  size: number,
  repeats: number,
  spent: () => number,
): Promise<ReadonlyMap<string, number>> {
  // One look shows many contracts, as a pass does; to begin one is a commit of its own.
  const { number } = await store.contracts.beginLook();
  // Spread over the whole store, and the same in every run.
  let step = 0;
  const somewhere = () => {
    step += 1;
    return (step * 7_919) % size;
  };
  const operations: Readonly<Record<string, () => Promise<unknown>>> = {
    'accept a delivery': () => store.inbox.accept(deliveryAt(size, somewhere())),
    'claim and end a key': async () => {
      await store.queues.sync.mark([idAt(somewhere())]);
      for (const claim of await store.queues.sync.claim({ limit: 1, leaseMs: 60_000 })) {
        await store.queues.sync.done(claim);
      }
    },
    [SAVE]: () => store.contracts.save([contractAt(somewhere())], { number, at: new Date() }),
    'get 50 contracts': () =>
      store.contracts.get(range(0, PAGE_DEALS).map(() => idAt(somewhere()))),
    [BY_DEALS]: () =>
      store.contracts.byOpportunity(range(0, PAGE_DEALS).map(() => dealAt(somewhere()))),
    'first page of the list': () => store.contracts.list({}, { limit: LIST_PAGE }),
    'page in the middle of the list': () => {
      const { createdAt, id } = contractAt(somewhere());
      return store.contracts.list({}, { limit: LIST_PAGE, after: { createdAt, id } });
    },
    'page of one status': () => store.contracts.list({ statuses: ['SIGN'] }, { limit: LIST_PAGE }),
    "count a deal's contracts": () => store.contracts.count({ opportunityId: dealAt(somewhere()) }),
  };
  const means = new Map<string, number>();
  for (const [name, operation] of Object.entries(operations)) {
    let sumMs = 0;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      // With a commit in between, no store answers from what it has at hand.
      if (name === BY_DEALS) await store.queues.sync.mark([idAt(somewhere())]);
      const before = spent();
      await operation();
      // The kernel counts what a thread runs when it is interrupted: right for all calls together, and for none by itself.
      sumMs += spent() - before;
    }
    means.set(name, sumMs / repeats);
  }
  return means;
}

/** Of this thread, and of the process with this id. */
function processorMsWith(pid: number | null): () => number {
  return () => {
    const { user, system } = process.threadCpuUsage();
    const server =
      pid === null ? 0 : Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ', 1)[0]);
    return (user + system) / 1_000 + server / 1e6;
  };
}

function microseconds(ms: number): string {
  return `${Math.round(ms * 1_000)} µs`;
}

function contractAt(index: number): Contract {
  return {
    id: idAt(index),
    name: `Order form ${index}`,
    status: LIVE_STATUSES[index % LIVE_STATUSES.length] ?? 'DRAFT',
    kind: 'TEMPLATE_CONTRACT',
    type: { id: String(380 + (index % 7)), name: 'Order form' },
    referenceId: `SD-${index}`,
    counterpartyName: `Company ${index % 1_000}`,
    createdBy: 'Jo Bloggs',
    createdAt: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString(),
    url: `https://app.spotdraft.example/contracts/v2/${index}`,
    externalMetadata: { id: dealAt(index), integration_name: 'salesforce' },
    opportunityId: dealAt(index),
  };
}

function idAt(index: number): ContractId {
  return parseContractId(`T-${index + 1}`);
}

function dealAt(index: number): OpportunityId {
  const number = Math.floor(index / CONTRACTS_PER_DEAL);
  const id = toOpportunityId(`006${String(number).padStart(12, '0')}`);
  if (id === null) throw new Error(`There is no deal ${number}.`);
  return id;
}

let lastDelivery = 0;

function deliveryAt(size: number, index: number) {
  lastDelivery += 1;
  const body = JSON.stringify({ contract_id: index, delivery: lastDelivery });
  return {
    receivedAt: new Date(),
    bodySha256: createHash('sha256').update(body).digest('hex'),
    semanticKey: `${size} ${lastDelivery}`,
    activity: 'CONTRACT_SIGNED',
    key: idAt(index),
    identity: null,
    body,
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function label(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000} M` : `${size / 1_000} k`;
}
