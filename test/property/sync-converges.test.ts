import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CrmRow } from '../../src/connectors/crm.js';
import { parseContractId } from '../../src/domain/contract-id.js';
import { UpstreamUnavailableError } from '../../src/domain/errors.js';
import { silentLog } from '../../src/domain/log.js';
import { createAllowanceGate } from '../../src/work/allowance.js';
import { guardWriteBack } from '../../src/sync/write-back/guarded-write-back.js';
import { createPauses } from '../../src/work/pauses.js';
import { createReconciler } from '../../src/sync/worker/reconciler.js';
import type { SyncWorker } from '../../src/sync/worker/sync-worker.js';
import { startSyncWorker } from '../../src/sync/worker/sync-worker.js';
import type { WriteBack } from '../../src/sync/write-back/write-back.js';
import type { WriteOutcome } from '../../src/sync/write-back/write-outcome.js';
import { createWriteLock } from '../../src/sync/write-back/write-lock.js';
import { ManualClock } from '../support/manual-clock.js';
import { openTempStore } from '../support/temp-store.js';
import { contract } from '../contract/store/samples.js';
import { spotdraftOf } from '../support/spotdraft-stub.js';

const IDS = Array.from({ length: 8 }, (_, i) => parseContractId(`T-${i + 1}`));
const STATUSES = ['DRAFT', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED'] as const;

/** What goes wrong with one write of one row. */
const failure = fc.constantFrom<RowFailure>(
  'ok',
  'ok',
  'lock',
  'busy',
  'whole call',
  'answer lost',
);
type RowFailure = 'ok' | 'lock' | 'busy' | 'whole call' | 'answer lost';

/** A change at SpotDraft, a process that stops or one that dies, and a moment that passes. */
const event = fc.oneof(
  fc.record({
    kind: fc.constant('change' as const),
    at: fc.nat(IDS.length - 1),
    status: fc.constantFrom(...STATUSES),
  }),
  fc.record({ kind: fc.constant('stop' as const) }),
  fc.record({ kind: fc.constant('die' as const) }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(50, 1_000, 30_000) }),
);

async function turn(): Promise<void> {
  for (let i = 0; i < 4; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

it("ends in SpotDraft's present state, whatever rows fail and whichever processes stop or die", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 25 }),
      fc.array(failure, { maxLength: 40 }),
      async (events, failures) => {
        const clock = new ManualClock();
        await using temp = await openTempStore(clock);
        const { store } = temp;
        const truth = new Map(IDS.map((id) => [id, contract({ id })]));
        const crm = new Map<string, CrmRow[string]>();
        const mishaps = [...failures];
        const parts = { clock, random: () => 0.5, log: silentLog };

        const writeBack: WriteBack = {
          async write({ contractIds }) {
            const stored = await store.contracts.get(contractIds);
            const outcomes = new Map<(typeof IDS)[number], WriteOutcome>();
            for (const id of contractIds) {
              const mishap = mishaps.shift() ?? 'ok';
              const down = new UpstreamUnavailableError('no answer', { service: 'salesforce' });
              if (mishap === 'whole call') throw down;
              if (mishap === 'ok' || mishap === 'answer lost') {
                crm.set(id, stored.get(id)?.contract.status ?? 'DELETED');
              }
              if (mishap === 'answer lost') throw down;
              outcomes.set(id, mishap === 'ok' ? { ok: true } : refused(mishap));
            }
            return { outcomes, dealOutcomes: new Map(), written: outcomes.size };
          },
        };
        const startProcess = (): { worker: SyncWorker; die: () => void } => {
          // A process that died does nothing any more: its store calls never come back.
          let dead = false;
          const living = <T>(work: () => Promise<T>): Promise<T> =>
            dead ? new Promise<T>(() => undefined) : work();
          const pauses = createPauses({ settings: store.settings, ...parts });
          const reconciler = createReconciler({
            store,
            spotdraft: spotdraftOf(truth),
            writeBack: guardWriteBack({
              writeBack: { write: (request) => living(() => writeBack.write(request)) },
              lock: createWriteLock({ locks: store.locks, ...parts }),
              pauses,
              allowance: createAllowanceGate({
                usage: () => null,
                probe: async () => null,
                ...parts,
              }),
              ping: async () => ({ ok: false }),
              ...parts,
            }),
            pauses,
            ...parts,
          });
          const worker = startSyncWorker({
            writeBack: { write: (request) => living(() => writeBack.write(request)) },
            random: () => 0.5,
            store: {
              ...store,
              queues: {
                ...store.queues,
                sync: {
                  ...store.queues.sync,
                  claim: (options) => living(() => store.queues.sync.claim(options)),
                  extend: (claims, leaseMs) =>
                    living(() => store.queues.sync.extend(claims, leaseMs)),
                  done: (claim) => living(() => store.queues.sync.done(claim)),
                  retry: (claim, next) => living(() => store.queues.sync.retry(claim, next)),
                  again: (claim, dueAt) => living(() => store.queues.sync.again(claim, dueAt)),
                },
              },
            },
            reconciler,
            settler: { settleDue: async () => undefined },
            pauses,
            clock,
            log: silentLog,
          });
          return { worker, die: () => (dead = true) };
        };
        const end = async (worker: SyncWorker) => {
          const stopped = worker.stop(1_000);
          await turn();
          clock.advance(1_000);
          await stopped;
        };

        await store.queues.sync.mark(IDS);
        let running = startProcess();
        for (const next of events) {
          if (next.kind === 'change') {
            const id = IDS[next.at]!;
            truth.set(id, { ...truth.get(id)!, status: next.status });
            await store.queues.sync.mark([id]);
            running.worker.wake();
          } else if (next.kind === 'pass') {
            clock.advance(next.ms);
          } else {
            if (next.kind === 'die') running.die();
            await end(running.worker);
            running = startProcess();
          }
          await turn();
        }
        for (let step = 0; step < 2_000; step += 1) {
          const { due, later, running: held, parked } = await store.queues.sync.counts();
          expect(parked).toBe(0);
          if (due + later + held === 0) break;
          clock.advance(step < 200 ? 100 : 5_000);
          await turn();
        }
        await end(running.worker);
        expect(Object.fromEntries(crm)).toEqual(
          Object.fromEntries([...truth].map(([id, { status }]) => [id, status])),
        );
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

function refused(mishap: 'lock' | 'busy'): WriteOutcome {
  const cause = mishap === 'lock' ? 'lock' : 'passing';
  return { ok: false, retryable: true, cause, reason: mishap };
}
