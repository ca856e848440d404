import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/domain/clock.js';
import { silentLog } from '../../src/domain/log.js';
import type { ContractView } from '../../src/sandbox/spotdraft/index.js';
import { openStore } from '../../src/store/open-store.js';
import type { DeliveryCounts } from '../../src/store/inbox.js';
import type { Store } from '../../src/store/store.js';
import { runCommand } from '../e2e/cli-process.js';
import { eventually } from '../support/eventually.js';
import { watchAnswers } from './answer-watch.js';
import type { EngineName } from './engines.js';
import { carryOutIntents } from './intents.js';
import { crmDifferences, dealDifferences } from './judge.js';
import { watchOverlap } from './overlap-watch.js';
import type { OverlapReport } from './overlap-watch.js';
import { startProcessWorld } from './process-world.js';
import type { ProcessWorld, Restartable } from './process-world.js';
import { createRandom } from './random.js';
import type { Random } from './random.js';
import { restartStore } from './restart-store.js';
import { settleIntents } from './settle-intents.js';

export interface StormOptions {
  readonly seed: number;
  readonly engine: EngineName;
  readonly contracts: number;
  /** Sent or lost on the way, repeats included. */
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
  /** How often a process dies in the middle. */
  readonly kills: number;
  /** How often the Redis behind the store dies and comes back; none by default. */
  readonly storeRestarts?: number;
  /** Contracts to be generated meanwhile, each asked for until it is there. */
  readonly intents: number;
  /** Servers without a worker and workers of their own; by default one server that does both. */
  readonly machines?: { readonly servers: number; readonly workers: number };
  readonly onProgress?: (line: string) => void;
}

export interface StormReport {
  readonly seed: number;
  /** What must not be; a run is good when there is none. */
  readonly violations: readonly string[];
  readonly deliveries: {
    readonly sent: number;
    readonly dropped: number;
    readonly repeated: number;
    readonly acknowledged: number;
  };
  /** Tries of deliveries by the status that answered them. */
  readonly answers: Readonly<Record<string, number>>;
  readonly ledger: DeliveryCounts;
  readonly kills: number;
  /** After each restart of the store: how long until every server was ready again. */
  readonly readyAfterMs: readonly number[];
  readonly intents: number;
  /** Intents whose answer was lost in a crash and which had to be settled first. */
  readonly settledLater: number;
  readonly created: number;
  /** Contracts of which an acknowledged delivery told after their last change. */
  readonly toldContracts: number;
  readonly overlap: OverlapReport;
  readonly spotdraftCallsInOneSecond: number;
  readonly drainedAfterMs: number;
  readonly tookMs: number;
}

const RATE_LIMIT = 10;
const DRAIN_WITHIN_MS = 150_000;
/** What comes after the last of them is the way back to normal. */
const MISHAPS_WITHIN = 0.9;
const SHOWN = 5;
const SAY_EVERY_MS = 5_000;
/** So long the storm goes on while something is down. Then it waits: a slow machine must not turn it into one outage. */
const BLIND_FOR_MS = 500;

/**
 * Contracts change at random while deliveries about it are lost, doubled and overtaken, contracts are generated, and
 * processes die; then one reconcile. Afterwards the CRM has to be as SpotDraft is.
 */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const startedAt = performance.now();
  const random = createRandom(options.seed);
  await using world = await startProcessWorld({
    engine: options.engine,
    spotdraft: {
      contracts: options.contracts,
      rateLimitPerSecond: RATE_LIMIT,
      // Long enough for a restart: what is lost is lost by the drop rate.
      deliveries: { concurrency: 16, attempts: 12, retryDelayMs: 400 },
    },
    env: { SPOTDRAFT_RATE_LIMIT: String(RATE_LIMIT) },
  });
  const say = options.onProgress ?? (() => undefined);
  const violations: string[] = [];
  await mustSucceed(world, 'backfill');
  const { urls, processes } = await startMachines(world, options.machines);
  const { spotdraft, salesforce } = world;
  const { deliveries, control } = spotdraft;
  deliveries.setFaults({ dropRate: 0.2, duplicateRate: 0.15, reorder: true }, options.seed);
  // Answers take a while, so that calls which must not overlap have the time to do so.
  for (const faults of [spotdraft.faults, salesforce.control.faults]) {
    faults.add({ kind: 'latency', latencyMs: 25 });
  }
  using overlap = watchOverlap([spotdraft, salesforce]);
  const contracts = control.list();
  const changes = new Map<string, number>();

  const storming = new AbortController();
  using answers = watchAnswers(urls);
  const readyAfterMs: number[] = [];
  const restart = async () => {
    if (world.redis !== null) readyAfterMs.push(await restartStore(world.redis, urls));
  };
  const mishaps = [
    ...planKills(options, random, processes),
    ...planRestarts(options, createRandom(options.seed + 2), restart),
  ];
  const downtime: Downtime = { since: null };
  const killing = letHappen(mishaps, downtime, () => deliveries.records.length, say);
  const stormMs = (options.deliveries / options.deliveriesPerSecond) * 1_000;
  const intents = salesforce.deals.slice(0, options.intents).map(({ id }) => id);
  const creating = carryOutIntents({
    urls,
    apiKey: world.apiKey,
    dealIds: intents,
    spreadOverMs: stormMs,
    random: createRandom(options.seed + 1),
    giveUpAfterMs: stormMs + 2_000,
  });
  const failing = Promise.all([killing, creating]).catch((error: unknown) => {
    storming.abort();
    throw error;
  });
  const stormStartedAt = performance.now();
  let heldUpMs = 0;
  while (deliveries.records.length < options.deliveries && !storming.signal.aborted) {
    const contract = random.pick(contracts);
    const before = deliveries.records.length;
    if (changeAtRandom(world, contract.id, random)) changes.set(contract.id, before);
    heldUpMs += await waitWhileDown(downtime, storming.signal);
    const isDueAtMs = (deliveries.records.length / options.deliveriesPerSecond) * 1_000;
    const aheadMs = isDueAtMs + heldUpMs - (performance.now() - stormStartedAt);
    if (aheadMs > 0) await sleep(aheadMs);
  }
  const [, creations] = await failing;
  await deliveries.flush();
  const drainStartedAt = performance.now();
  say(`${deliveries.records.length} deliveries sent; waiting for the rest of the work`);

  const store = await openStore({ url: world.storeUrl, clock: systemClock, log: silentLog });
  try {
    await untilDrained(store, violations, say);
    const drainedAfterMs = Math.round(performance.now() - drainStartedAt);
    const told = toldContracts(world, contracts, changes);
    violations.push(
      ...crmDifferences(spotdraft, salesforce, ({ id }) => told.has(id)).map(
        (difference) => `acknowledged, yet not applied: ${difference}`,
      ),
    );
    say(`drained after ${drainedAfterMs} ms; reconciling`);
    await mustSucceed(world, 'reconcile');
    const dry = await world.run('reconcile', '--dry-run');
    if (dry.exitCode !== 0) violations.push(`drift after reconcile: ${dry.stdout.slice(0, 500)}`);
    violations.push(
      ...crmDifferences(spotdraft, salesforce),
      ...dealDifferences(spotdraft, salesforce),
    );

    const sent = deliveries.records;
    const acknowledged = sent.filter(({ status }) => status === 200).length;
    const ledger = await store.inbox.counts();
    const { received, applied, ignored, waiting, parked } = ledger;
    if (received !== applied + ignored + waiting + parked || waiting > 0) {
      violations.push(`the ledger does not balance: ${JSON.stringify(ledger)}`);
    }
    violations.push(...(await strangelyParked(store, world)));
    if (received < acknowledged) {
      violations.push(`${acknowledged} acknowledged, but only ${received} in the ledger`);
    }
    const overlaps = overlap.report();
    if (overlaps.contractsReadTwiceAtOnce.length > 0 || overlaps.reads === 0) {
      violations.push(`worked on twice at once: ${JSON.stringify(overlaps)}`);
    }
    if (overlaps.writesAtOnce > 1) {
      violations.push(`${overlaps.writesAtOnce} batches were written at once`);
    }
    const { maxInOneSecond } = spotdraft.calls.report();
    if (maxInOneSecond > RATE_LIMIT) violations.push(`${maxInOneSecond} calls in one second`);
    violations.push(...strangeAnswers(answers.report(), options));
    const exitCodes = await Promise.all(processes.map((process) => process.end('SIGTERM')));
    if (exitCodes.some((code) => code !== 0)) {
      violations.push(`processes ended by themselves or badly: ${exitCodes.join(', ')}`);
    }
    const unsettled = intents.filter((id) => !creations.has(id));
    say(`${unsettled.length} of ${intents.length} generated contracts to be settled`);
    const settled = await settleIntents(world, intents);
    const created = control.list().length - contracts.length;
    if (created !== intents.length || new Set(settled.values()).size !== intents.length) {
      violations.push(
        `${intents.length} intents made ${created} contracts (${settled.size} known)`,
      );
    }
    for (const [dealId, id] of creations) {
      if (settled.get(dealId) !== id) violations.push(`${dealId} was given ${id} first`);
    }
    return {
      seed: options.seed,
      violations: shortened(violations),
      deliveries: {
        sent: sent.length,
        dropped: sent.filter(({ dropped }) => dropped).length,
        repeated: sent.filter(({ isDuplicate }) => isDuplicate).length,
        acknowledged,
      },
      answers: answers.report(),
      ledger,
      kills: options.kills,
      readyAfterMs,
      intents: options.intents,
      settledLater: unsettled.length,
      created,
      toldContracts: told.size,
      overlap: overlaps,
      spotdraftCallsInOneSecond: maxInOneSecond,
      drainedAfterMs,
      tookMs: Math.round(performance.now() - startedAt),
    };
  } finally {
    await store.close();
  }
}

async function startMachines(world: ProcessWorld, machines: StormOptions['machines']) {
  const servers = await Promise.all(
    Array.from({ length: machines?.servers ?? 1 }, () =>
      world.server({ worker: machines === undefined }),
    ),
  );
  const workers = await Promise.all(
    Array.from({ length: machines?.workers ?? 0 }, () => world.worker()),
  );
  const urls = servers.map(({ url }) => url);
  const { env, folder } = world.surroundings;
  const own = { folder, env: { ...env, PUBLIC_URL: urls[0] ?? '' } };
  const registered = await runCommand(own, 'webhooks', 'register');
  const { webhooks } = world.spotdraft.deliveries;
  const [webhook] = webhooks.values();
  if (webhook === undefined) throw new Error(`webhooks register failed: ${registered.stderr}`);
  // Further servers are told everything as well: each delivery then comes to all of them at the same time.
  for (const [index, url] of urls.entries()) {
    if (index === 0) continue;
    const id = webhook.id + index;
    webhooks.set(id, { ...webhook, id, url: `${url}/webhooks/spotdraft` });
  }
  return { urls, processes: [...servers, ...workers] };
}

/** Something that goes down at its delivery, and a random while later. */
interface Mishap {
  readonly name: string;
  readonly atDelivery: number;
  readonly afterMs: number;
  /** Resolves when it is up again. */
  readonly happen: () => Promise<void>;
}

/**
 * Moments spread over the deliveries, one in each part of the storm: what is still starting can't die in the middle of
 * anything.
 */
function planMoments(count: number, { deliveries }: StormOptions, random: Random) {
  return Array.from({ length: count }, (_, index) => ({
    atDelivery: Math.floor(((index + random.next()) / count) * deliveries * MISHAPS_WITHIN),
    afterMs: random.below(200),
  }));
}

function planKills(
  options: StormOptions,
  random: Random,
  processes: readonly Restartable[],
): Mishap[] {
  return planMoments(options.kills, options, random).map((moment, index) => {
    const process = random.pick(processes);
    const name = `kill ${index + 1} of ${options.kills}`;
    return { ...moment, name, happen: () => process.killAndRestart() };
  });
}

function planRestarts(
  options: StormOptions,
  random: Random,
  restart: () => Promise<void>,
): Mishap[] {
  const count = options.storeRestarts ?? 0;
  return planMoments(count, options, random).map((moment, index) => ({
    ...moment,
    name: `restart ${index + 1} of ${count} of the store`,
    happen: restart,
  }));
}

/** Since when something is down, by `performance.now()`. */
interface Downtime {
  since: number | null;
}

/** @returns how long that took. */
async function waitWhileDown(downtime: Downtime, signal: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const isLong = () => downtime.since !== null && performance.now() - downtime.since > BLIND_FOR_MS;
  while (isLong() && !signal.aborted) await sleep(10);
  return performance.now() - startedAt;
}

/** One at a time. */
async function letHappen(
  mishaps: readonly Mishap[],
  downtime: Downtime,
  sent: () => number,
  say: (line: string) => void,
): Promise<void> {
  const inOrder = mishaps.toSorted((a, b) => a.atDelivery - b.atDelivery);
  for (const { name, atDelivery, afterMs, happen } of inOrder) {
    while (sent() < atDelivery) await sleep(5);
    await sleep(afterMs);
    const at = sent();
    const startedAt = performance.now();
    downtime.since = startedAt;
    await happen();
    downtime.since = null;
    const downMs = Math.round(performance.now() - startedAt);
    say(`${name} at delivery ${at}, back after ${downMs} ms`);
  }
}

/** Something happens to a contract, where its status allows it. */
function changeAtRandom(
  { spotdraft, salesforce }: ProcessWorld,
  id: string,
  random: Random,
): boolean {
  const { control } = spotdraft;
  const chance = random.below(100);
  try {
    if (chance < 25) control.act(id, 'update-data', { data: {} });
    else if (chance < 40) control.send(id);
    else if (chance < 55) control.act(id, 'mark');
    else if (chance < 65) control.sign(id);
    else if (chance < 75) control.act(id, 'upload-version');
    else if (chance < 80) control.act(id, 'unmark');
    else if (chance < 84) control.decline(id);
    else if (chance < 87) control.hold(id);
    else if (chance < 91) control.resume(id);
    else if (chance < 94) control.rename(id, `Renamed ${random.below(1_000_000)}`);
    else if (chance < 96) control.execute(id);
    else if (chance < 97) control.void(id);
    else if (chance < 99) control.relink(id, metadataOf(random.pick(salesforce.deals)));
    else control.delete(id);
    return true;
  } catch (error) {
    // The status does not allow it; a sandbox that breaks says otherwise.
    if (error instanceof Error && 'status' in error && error.status === 400) return false;
    throw error;
  }
}

function metadataOf(deal: { readonly id: string; readonly name: string }) {
  return {
    id: deal.id,
    integration_name: 'salesforce',
    record_type: 'Opportunity',
    record_data: { opportunity_name: deal.name },
  };
}

/** Those with an acknowledged delivery that was sent at their last change. */
function toldContracts(
  { spotdraft }: ProcessWorld,
  contracts: readonly ContractView[],
  changes: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const lastAcknowledged = new Map<number, number>();
  for (const [index, { contractId, status }] of spotdraft.deliveries.records.entries()) {
    if (contractId !== null && status === 200) lastAcknowledged.set(contractId, index);
  }
  return new Set(
    contracts
      .filter(({ id, contract_id }) => {
        const changedAt = changes.get(id);
        const isAlone = contracts.filter((other) => other.contract_id === contract_id).length === 1;
        return (
          changedAt !== undefined &&
          isAlone &&
          (lastAcknowledged.get(contract_id) ?? -1) >= changedAt
        );
      })
      .map(({ id }) => id),
  );
}

/** Only what tells of a contract that is gone may be parked: SpotDraft can't say any more which one it was. */
async function strangelyParked(store: Store, { spotdraft }: ProcessWorld): Promise<string[]> {
  const present = spotdraft.control.list().filter(({ deleted }) => !deleted);
  const parked = await store.inbox.list({ states: ['parked'], limit: 1_000 });
  return parked
    .filter(({ key }) => {
      const number = Number(key?.replace(/^\D+/, ''));
      return present.some(({ contract_id }) => contract_id === number);
    })
    .map(({ key, activity, reason }) => `parked: ${activity} of ${key ?? ''}: ${reason ?? ''}`);
}

/** Taken, or "send it again" while there is no store: nothing else is an answer to SpotDraft. */
function strangeAnswers(
  answers: Readonly<Record<string, number>>,
  { storeRestarts = 0 }: StormOptions,
): string[] {
  const strange = Object.keys(answers).filter((status) => status !== '200' && status !== '503');
  const isUntouched = storeRestarts > 0 && answers['503'] === undefined;
  return [
    ...strange.map((status) => `${answers[status] ?? 0} deliveries were answered ${status}`),
    ...(isUntouched ? ['no delivery came while the store was away'] : []),
  ];
}

async function untilDrained(
  store: Store,
  violations: string[],
  say: (line: string) => void,
): Promise<void> {
  let saidAt = performance.now();
  const rest = async () => {
    const { due, later, running } = await store.queues.sync.counts();
    const { waiting } = await store.inbox.counts();
    return { due, later, running, waiting };
  };
  try {
    await eventually(async () => {
      const left = await rest();
      if (performance.now() - saidAt > SAY_EVERY_MS) {
        saidAt = performance.now();
        say(JSON.stringify(left));
      }
      if (Object.values(left).some((count) => count > 0)) throw new Error('not yet');
    }, DRAIN_WITHIN_MS);
  } catch {
    const left = JSON.stringify(await rest());
    violations.push(`not drained within ${DRAIN_WITHIN_MS} ms: ${left}`);
  }
}

async function mustSucceed(world: ProcessWorld, command: string): Promise<void> {
  const { exitCode, stdout, stderr } = await world.run(command);
  if (exitCode === 0) return;
  throw new Error(
    `dealdraft ${command} ended with ${exitCode}: ${stderr}\n${stdout.slice(-1_000)}`,
  );
}

function shortened(violations: readonly string[]): string[] {
  const further = violations.length - SHOWN;
  return further > 0 ? [...violations.slice(0, SHOWN), `… and ${further} more`] : [...violations];
}
