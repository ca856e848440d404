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

/** What two components of one screen ask for, each for itself. */
const PAGE = `query Page {
  contracts(first: ${CONTRACTS}) { nodes { ...Card ...Details } }
}
fragment Card on Contract { id name status comments(first: 5) { nodes { text } } keyPointers { name value } recipients { email status } }
fragment Details on Contract { comments(first: 5) { pageInfo { hasNextPage } } keyPointers { id } recipients { name } notes { text } }`;
const PARTS_OF_ONE = 4;
const PARTS_ASKED = 7;

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
  const least = CONTRACTS * PARTS_OF_ONE;
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
      `Comments, key pointers, recipients and notes of each, asked for by two components of one screen; SpotDraft answers after ` +
      `${SPOTDRAFT_MS} ms, the CRM after ${SALESFORCE_MS} ms. Warm: the same again within seconds. Beside: a resolver without loaders, one call ` +
      `each of the ${PARTS_ASKED} times that a contract's part is asked for.`,
    rows: [
      row('cold', cold, least),
      // Recipients and notes are read again each time: nothing tells when notes change, and nobody signs by heart.
      row('warm', warm, CONTRACTS * 2),
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
  const { errors } = await world.graphql(PAGE, {});
  // Parts of H contracts whose number is another's are refused without a call.
  const failed = errors.filter(({ message }) => !message.includes('historical'));
  if (failed.length > 0) throw new Error(JSON.stringify(failed.slice(0, 3)));
}

async function idsOf(world: World): Promise<ContractId[]> {
  const { data } = await world.graphql<{ contracts: { nodes: { id: string }[] } }, object>(
    `{ contracts(first: ${CONTRACTS}) { nodes { id } } }`,
    {},
  );
  return (data?.contracts.nodes ?? []).map(({ id }) => parseContractId(id));
}

async function readPlainly({ spotdraft }: Engine, ids: readonly ContractId[]): Promise<void> {
  const page = { page: 1, limit: 50 };
  await Promise.all(
    ids.flatMap((id) => [
      ...[1, 2].flatMap(() => [
        spotdraft.getRecipients(id, INTERACTIVE),
        spotdraft.getKeyPointers(id, INTERACTIVE),
        spotdraft.listComments(id, page, INTERACTIVE),
      ]),
      spotdraft.listNotes(id, INTERACTIVE),
    ]),
  );
}
