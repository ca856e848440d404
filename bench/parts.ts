import { openEngine } from '../src/app/open-engine.js';
import type { Engine } from '../src/app/open-engine.js';
import { silentLog } from '../src/domain/log.js';
import type { ContractId } from '../src/domain/contract-id.js';
import { parseContractId } from '../src/domain/contract-id.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startWorld } from '../test/support/world.js';
import type { World } from '../test/support/world.js';
import { ms, times } from './table.js';
import type { Row, Section } from './table.js';

const SPOTDRAFT_MS = 80;
const SALESFORCE_MS = 60;
const CONTRACTS = 20;
const INTERACTIVE = { lane: 'interactive' } as const;

type Ask = (spotdraft: Engine['spotdraft'], id: ContractId) => Promise<unknown>;
const ROWS = { page: 1, limit: 50 };

/** Every part of a contract that SpotDraft is asked live for, and how a resolver asks for it. */
const PARTS: Readonly<Record<string, Ask>> = {
  'comments(first: 5) { nodes { text } }': (spotdraft, id) =>
    spotdraft.listComments(id, ROWS, INTERACTIVE),
  'keyPointers { id name value }': (spotdraft, id) => spotdraft.getKeyPointers(id, INTERACTIVE),
  'recipients { email status }': (spotdraft, id) => spotdraft.getRecipients(id, INTERACTIVE),
  'approvals { name status }': (spotdraft, id) => spotdraft.listApprovals(id, INTERACTIVE),
  'notes { text }': (spotdraft, id) => spotdraft.listNotes(id, INTERACTIVE),
  'obligations { title status }': (spotdraft, id) => spotdraft.listObligations(id, INTERACTIVE),
  'questionnaire(type: TEMPLATE) { data }': (spotdraft, id) =>
    spotdraft.getQuestionnaire(id, 'TEMPLATE', INTERACTIVE),
  'metrics { turns }': (spotdraft, id) => spotdraft.getMetrics(id, INTERACTIVE),
  'authorizedUsers(first: 5) { nodes { name } }': (spotdraft, id) =>
    spotdraft.listAuthorizedUsers(id, INTERACTIVE),
  'relatedContracts(first: 5) { nodes { relation } }': (spotdraft, id) =>
    spotdraft.listRelatedContracts(id, ROWS, INTERACTIVE),
  'text { status }': (spotdraft, id) => spotdraft.getContractText(id, INTERACTIVE),
};
/** Kept for seconds, since SpotDraft tells by webhook when they change: comments, key pointers, approvals. */
const KEPT = 3;
/** Two components of one screen ask for each. */
const COMPONENTS = 2;
/** One operation takes no more calls than fit four parts of each. */
const PARTS_AT_ONCE = 4;

/** What the screen asks for: each operation by two components, each for itself. */
const OPERATIONS = Array.from(
  { length: Math.ceil(Object.keys(PARTS).length / PARTS_AT_ONCE) },
  (_, index) => {
    const parts = Object.keys(PARTS).slice(index * PARTS_AT_ONCE, (index + 1) * PARTS_AT_ONCE);
    return `query Page {
      contracts(first: ${CONTRACTS}) { nodes { ...Card ...Details } }
    }
    fragment Card on Contract { id name status ${parts.join(' ')} }
    fragment Details on Contract { id ${parts.join(' ')} }`;
  },
);

/** A page of contracts with what SpotDraft is asked live for each, beside a resolver that asks once a field. */
export async function benchParts(engine: EngineName, quick: boolean): Promise<Section> {
  await using world = await startWorld({
    store: engine,
    backfill: true,
    webhook: true,
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.addFault({ kind: 'latency', latencyMs: SALESFORCE_MS });
  await using plain = await openEngine(world.config, { log: silentLog });
  // Signing in happens once in a process's life.
  await world.graphql('{ contracts(first: 1) { nodes { id } } }', {});
  const cold = await counted(world, () => readPage(world));
  const warm = await counted(world, () => readPage(world));
  const ids = await idsOf(world);
  const beside = await counted(world, () => readPlainly(plain, ids));
  for (let repeat = 0; repeat < (quick ? 0 : 4); repeat += 1) {
    warm.tookMs = Math.min(warm.tookMs, (await counted(world, () => readPage(world))).tookMs);
  }
  const parts = Object.keys(PARTS).length;
  const row = (what: string, measured: Counted, aim: number): Row => ({
    what: `SpotDraft calls, ${what}`,
    measured: String(measured.calls),
    beside: String(beside.calls),
    ratio: times(measured.calls / beside.calls),
    aim: `at most ${aim}`,
    met: measured.calls <= aim,
  });
  return {
    title: `A page of ${CONTRACTS} contracts with their parts (${engine})`,
    how:
      `All ${parts} parts of each that SpotDraft is asked live for, in ${OPERATIONS.length} operations, each asked for by two components of one ` +
      `screen; SpotDraft answers after ${SPOTDRAFT_MS} ms, the CRM after ${SALESFORCE_MS} ms. Warm: the same again within seconds. Beside: a ` +
      `resolver without loaders, one call each of the ${parts * COMPONENTS} times that a contract's part is asked for.`,
    rows: [
      row('cold', cold, CONTRACTS * parts),
      // The rest is read again each time: nothing tells when it changes.
      row('warm', warm, CONTRACTS * (parts - KEPT)),
      { what: 'time, cold', measured: ms(cold.tookMs), beside: ms(beside.tookMs) },
      { what: 'time, warm', measured: ms(warm.tookMs), beside: ms(beside.tookMs) },
    ],
  };
}

interface Counted {
  readonly calls: number;
  tookMs: number;
}

async function counted(world: World, action: () => Promise<unknown>): Promise<Counted> {
  const before = world.spotdraft.calls.report().total;
  const startedAt = performance.now();
  await action();
  const tookMs = performance.now() - startedAt;
  return { calls: world.spotdraft.calls.report().total - before, tookMs };
}

async function readPage(world: World): Promise<void> {
  for (const operation of OPERATIONS) {
    const { errors } = await world.graphql(operation, {});
    if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  }
}

async function idsOf(world: World): Promise<ContractId[]> {
  const { data } = await world.graphql<{ contracts: { nodes: { id: string }[] } }, object>(
    `{ contracts(first: ${CONTRACTS}) { nodes { id } } }`,
    {},
  );
  return (data?.contracts.nodes ?? []).map(({ id }) => parseContractId(id));
}

async function readPlainly({ spotdraft }: Engine, ids: readonly ContractId[]): Promise<void> {
  const asks = Array.from({ length: COMPONENTS }, () => Object.values(PARTS)).flat();
  await Promise.all(ids.flatMap((id) => asks.map((ask) => ask(spotdraft, id))));
}
