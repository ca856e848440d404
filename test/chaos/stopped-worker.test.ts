import { expect, test } from 'vitest';
import { parseContractId } from '../../src/domain/contract-id.js';
import type { ContractId } from '../../src/domain/contract-id.js';
import { systemClock } from '../../src/domain/clock.js';
import { silentLog } from '../../src/domain/log.js';
import type { FaultRule } from '../../src/sandbox/http/fault-rules.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { eventually } from '../support/eventually.js';
import { ENGINES, isEngineMissing } from './engines.js';
import type { EngineName } from './engines.js';
import { startProcessWorld } from './process-world.js';
import type { ProcessWorld } from './process-world.js';

const RECORD = 'SpotDraft_Contract__c';
const WRITE = { method: 'PATCH', path: `/composite/sobjects/${RECORD}` };
/** A key comes back 20 s after its worker was stopped. */
const TAKEN_OVER_WITHIN_MS = 60_000;
/** Records are looked at 60 s after that, and once more 90 s later. */
const COMPARED_WITHIN_MS = 200_000;

interface Phase {
  /** What holds the write up there; the worker is stopped as soon as the last of them has struck. */
  readonly faults: readonly FaultRule[];
  /** Whether the older state is sure to come into the CRM after the newer one. */
  readonly landsLate: boolean;
}

const PHASES: Readonly<Record<string, Phase>> = {
  'before the send': {
    // Its rows are made; what they wait for is a new session.
    faults: [
      {
        kind: 'status',
        status: 401,
        body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
        match: WRITE,
        times: 1,
      },
      { kind: 'latency', latencyMs: 2_000, match: { path: '/oauth2/token' }, times: 1 },
    ],
    // It may be sent after all, or be dropped with the lease that was lost: either way the newest state has to stand.
    landsLate: false,
  },
  'after the send, and the write lands 45 s later': {
    faults: [{ kind: 'late-commit', latencyMs: 45_000, match: WRITE, times: 1 }],
    landsLate: true,
  },
  'after the write, before its answer is taken': {
    faults: [{ kind: 'late-answer', latencyMs: 2_000, match: WRITE, times: 1 }],
    landsLate: false,
  },
};

interface Scene extends AsyncDisposable {
  readonly world: ProcessWorld;
  readonly store: Store;
  readonly id: ContractId;
  readonly deal: string;
  readonly statusInCrm: () => unknown;
}

async function startScene(engine: EngineName): Promise<Scene> {
  const world = await startProcessWorld({
    engine,
    spotdraft: { contracts: 24, rateLimitPerSecond: null },
  });
  const backfilled = await world.run('backfill');
  expect(backfilled, backfilled.stderr).toMatchObject({ exitCode: 0 });
  const store = await openStore({ url: world.storeUrl, clock: systemClock, log: silentLog });
  const { id, deal } = onlyContract(world);
  const records = world.salesforce.control.org.store;
  return {
    world,
    store,
    id,
    deal,
    statusInCrm: () =>
      records.rows(RECORD).find(({ SpotDraft_Id__c }) => SpotDraft_Id__c === id)?.Status__c,
    async [Symbol.asyncDispose]() {
      await store.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

/** One that is to be signed, and is its deal's only one. */
function onlyContract({ spotdraft }: ProcessWorld) {
  const all = spotdraft.control.list();
  const dealOf = (contract: (typeof all)[number]) => String(contract.external_metadata.id);
  const found = all.find(
    (contract) =>
      contract.contract_status === 'SIGN' &&
      /^006.{15}$/u.test(dealOf(contract)) &&
      all.filter((other) => dealOf(other).startsWith(dealOf(contract).slice(0, 15))).length === 1,
  );
  if (found === undefined) throw new Error('The sample data has no such contract.');
  return { id: parseContractId(found.id), deal: dealOf(found) };
}

for (const engine of ENGINES) {
  for (const [name, { faults, landsLate }] of Object.entries(PHASES)) {
    test
      .skipIf(isEngineMissing(engine))
      .concurrent(
        `a worker that stood still past its lease, ${name}: the CRM ends at the newest state (${engine})`,
        { timeout: 400_000 },
        async () => {
          await using scene = await startScene(engine);
          const { world, store, id, deal, statusInCrm } = scene;
          const { control } = world.spotdraft;
          const stopped = await world.worker();
          for (const fault of faults) world.salesforce.control.addFault(fault);
          control.hold(id);
          await store.queues.sync.mark([id]);
          await eventually(() => {
            expect(world.salesforce.control.faults.list().at(-1)?.struck).toBe(1);
          }, TAKEN_OVER_WITHIN_MS);
          stopped.pause();

          control.resume(id);
          control.act(id, 'unmark');
          await store.queues.sync.mark([id]);
          await world.worker();
          const seen: unknown[] = [];
          // All the time, so that what is there for a moment is seen, too.
          using _looking = lookOften(() => {
            if (seen.at(-1) !== statusInCrm()) seen.push(statusInCrm());
          });
          await eventually(() => {
            expect(statusInCrm()).toBe('REDLINING');
          }, TAKEN_OVER_WITHIN_MS);
          if (faults[0]?.kind !== 'late-commit') stopped.resume();
          if (landsLate) {
            await eventually(() => {
              expect(seen.slice(seen.indexOf('REDLINING'))).toContain('ON_HOLD');
            }, TAKEN_OVER_WITHIN_MS);
          }
          await eventually(async () => {
            expect(statusInCrm()).toBe('REDLINING');
            expect(await store.queues.sync.counts()).toMatchObject({ due: 0, running: 0 });
          }, COMPARED_WITHIN_MS);
          stopped.resume();
          // With what it still wants to do.
          expect(await stopped.end('SIGTERM')).toBe(0);
          await eventually(() => {
            expect(statusInCrm()).toBe('REDLINING');
            const row = world.salesforce.control.org.store.find('Opportunity', deal);
            expect(row?.Contract_Status__c).toBe('REDLINING');
          }, COMPARED_WITHIN_MS);
          expect(await store.queues.sync.counts()).toMatchObject({ parked: 0 });

          // Nor does what the stopped one took for confirmed hide what comes then.
          control.hold(id);
          await store.queues.sync.mark([id]);
          await eventually(() => {
            expect(statusInCrm()).toBe('ON_HOLD');
          }, TAKEN_OVER_WITHIN_MS);
        },
      );
  }
}

function lookOften(look: () => void): Disposable {
  const timer = setInterval(look, 1);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
