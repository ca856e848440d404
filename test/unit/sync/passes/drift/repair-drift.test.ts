import { expect, test } from 'vitest';
import { NotFoundError, UpstreamUnavailableError } from '../../../../../src/domain/errors.js';
import { silentLog } from '../../../../../src/domain/log.js';
import type { DirtyKey } from '../../../../../src/store/queue.js';
import type { DriftCause, DriftFinding } from '../../../../../src/sync/passes/drift/plan-drift.js';
import { repairDrift } from '../../../../../src/sync/passes/drift/repair-drift.js';
import type { Repair, RepairParts } from '../../../../../src/sync/passes/drift/repair-drift.js';
import type { WriteOutcome } from '../../../../../src/sync/write-back/write-outcome.js';
import { DEAL_A, DEAL_B, T1, T2, T3 } from '../../../../contract/store/samples.js';
import { noWriteBack } from '../../../../support/no-write-back.js';

const finding = (
  subject: DriftFinding['subject'],
  cause: DriftCause = 'missed-delivery',
): DriftFinding => ({ subject, cause, detail: '', fields: [] });
const ofContract = (id = T1, cause?: DriftCause) => finding({ kind: 'contract', id }, cause);
const ofDeal = (id = DEAL_A) => finding({ kind: 'deal', id }, 'deal-outdated');

const DONE: WriteOutcome = { ok: true };
const REFUSED: WriteOutcome = { ok: false, retryable: false, reason: 'a rule of the CRM' };
const LOCKED: WriteOutcome = { ok: false, retryable: true, reason: 'locked' };
const away = new UpstreamUnavailableError('SpotDraft is away', { service: 'spotdraft' });

/** Repairs with neighbours that answer as told; what is marked for the queue comes back with the outcomes. */
async function repair(
  findings: readonly DriftFinding[],
  neighbours: {
    readonly reconcile?: RepairParts['reconciler']['reconcile'];
    readonly write?: RepairParts['writeBack']['write'];
  },
  options: Partial<Repair> = {},
) {
  const marked: DirtyKey[] = [];
  const parts = {
    store: {
      queues: { sync: { mark: async (keys: readonly DirtyKey[]) => marked.push(...keys) } },
    },
    reconciler: { reconcile: neighbours.reconcile ?? (async () => new Map()) },
    writeBack: neighbours.write === undefined ? noWriteBack : { write: neighbours.write },
    log: silentLog,
  } as unknown as RepairParts;
  const all = { findings, dealsOfOrphans: new Set([DEAL_B]), ...options };
  const outcomes = await repairDrift(parts, all);
  return { outcomes: findings.map((each) => outcomes.get(each)), marked };
}

test('what fails for now is left to the queue, what is refused is told, a deal that is gone is no repair', async () => {
  const written = new Map<typeof T1, WriteOutcome>([
    [T1, LOCKED],
    [T2, REFUSED],
    [T3, { ok: true, isDealGone: true }],
  ]);
  const { outcomes, marked } = await repair([ofContract(T1), ofContract(T2), ofContract(T3)], {
    reconcile: async () => written,
  });
  expect(outcomes).toEqual([
    { repaired: false, reason: 'locked', interrupted: false },
    { repaired: false, reason: 'a rule of the CRM', interrupted: false },
    { repaired: false, isDealGone: true },
  ]);
  expect(marked).toEqual([T1]);
});

test('a contract of which the repair tells nothing counts as not repaired', async () => {
  const { outcomes } = await repair([ofContract(T1), ofContract(T2)], {
    reconcile: async () => new Map([[T1, DONE]]),
  });
  expect(outcomes).toEqual([
    { repaired: true },
    { repaired: false, reason: 'The repair told nothing of it.', interrupted: false },
  ]);
});

test('a refusal of a single contract is its outcome and stops nothing else', async () => {
  const { outcomes } = await repair([ofContract(), ofDeal()], {
    reconcile: async () => {
      throw new NotFoundError('SpotDraft does not show it', { service: 'spotdraft' });
    },
    write: async () => ({
      outcomes: new Map(),
      dealOutcomes: new Map([[DEAL_A, DONE]]),
      written: 1,
    }),
  });
  expect(outcomes).toEqual([
    { repaired: false, reason: 'SpotDraft does not show it', interrupted: false },
    { repaired: true },
  ]);
});

test('once a whole system fails, the rest is left as it is, and said to be interrupted', async () => {
  const progress: number[] = [];
  const orphan = ofContract(T3, 'record-without-contract');
  let writes = 0;
  const { outcomes } = await repair(
    [ofContract(T1), ofContract(T2), orphan, ofDeal()],
    {
      reconcile: () => Promise.reject(away),
      write: async () => {
        writes += 1;
        return { outcomes: new Map(), dealOutcomes: new Map(), written: 0 };
      },
    },
    { onProgress: ({ done }) => progress.push(done) },
  );
  const interrupted = { repaired: false, reason: 'SpotDraft is away', interrupted: true };
  expect(outcomes).toEqual([interrupted, interrupted, interrupted, interrupted]);
  expect(writes).toBe(0);
  expect(progress).toEqual([2, 3, 4]);
});

test('records without a contract are written with the deals that they point to; one without a result is not repaired', async () => {
  const orphans = [T1, T2].map((id) => ofContract(id, 'record-without-contract'));
  const asked: unknown[] = [];
  const { outcomes } = await repair([...orphans, ofDeal(DEAL_A), ofDeal(DEAL_B)], {
    write: async ({ goneIds, dealIds }) => {
      asked.push({ goneIds, dealIds });
      return {
        outcomes: new Map([[T1, DONE]]),
        dealOutcomes: new Map([[DEAL_A, REFUSED]]),
        written: 1,
      };
    },
  });
  expect(asked).toEqual([
    { goneIds: [T1, T2], dealIds: [DEAL_B] },
    { goneIds: undefined, dealIds: [DEAL_A, DEAL_B] },
  ]);
  const untold = { repaired: false, reason: 'The repair told nothing of it.', interrupted: false };
  expect(outcomes).toEqual([
    { repaired: true },
    untold,
    { repaired: false, reason: 'a rule of the CRM', interrupted: false },
    untold,
  ]);
});

test('an error of ours, and a pass that was stopped, end the repair', async () => {
  const ours = new TypeError('ours');
  await expect(
    repair([ofContract(), ofContract(T2)], { reconcile: () => Promise.reject(ours) }),
  ).rejects.toBe(ours);
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(repair([ofContract()], {}, { signal })).rejects.toThrow('stopped');
});
