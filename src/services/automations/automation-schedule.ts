import { failureText } from '../../domain/failure-text.js';
import { atMost } from '../../work/at-most.js';
import { isWithin } from '../../domain/is-within.js';
import { runAlone } from '../../sync/index.js';
import type { AllowanceGate } from '../../work/allowance.js';
import type { Pauses } from '../../work/pauses.js';
import { startWatch } from '../../work/start-watch.js';
import type { ContractService } from '../contracts/contracts.js';
import type { SharedParts } from '../create-services.js';
import { createAutomationLedger } from './automation-ledger.js';
import { sweep, workOnHints } from './sweep.js';
import type { SweepParts } from './sweep.js';
import type { WorkOnDealsParts } from './work-on-deals.js';

export interface AutomationScheduleParts {
  readonly contracts: Pick<ContractService, 'madeForDeal'>;
  readonly allowance: Pick<AllowanceGate, 'admit'>;
  readonly pauses: Pick<Pauses, 'active' | 'note'>;
  /** From one sweep to the next; 0 for never. */
  readonly everyMs: number;
  readonly onOutcome: WorkOnDealsParts['onOutcome'];
}

export interface AutomationSchedule {
  /** Ends what is under way, at most after `deadlineMs`; the next start does it again. */
  stop(deadlineMs: number): Promise<void>;
}

const LOCK = 'automations';
/** Hints are heard this soon, at the cost of a look into the store. */
const HEAR_EVERY_MS = 1_000;

export type StartAutomations = (parts: AutomationScheduleParts) => AutomationSchedule;

/** Sweeps in the background lane, one at a time whatever the number of processes. Without rules it does nothing at all. */
export function createAutomationStarter(shared: SharedParts): StartAutomations {
  return (parts) => startAutomationSchedule(shared, parts);
}

function startAutomationSchedule(
  shared: SharedParts,
  { contracts, allowance, pauses, everyMs, onOutcome }: AutomationScheduleParts,
): AutomationSchedule {
  const { store, mapping, clock, log } = shared;
  const { automations } = mapping;
  if (automations.rules.length === 0 || everyMs <= 0) return { stop: () => Promise.resolve() };
  const ledger = createAutomationLedger(store);
  const parts: SweepParts = {
    ...shared,
    automations,
    ledger,
    contracts,
    allowance,
    pauses,
    storeNow: () => store.now(),
    onOutcome,
  };

  /** A failed sweep is not repeated before the next one is due. */
  let triedAtMs = Number.NEGATIVE_INFINITY;
  async function isSweepDue(): Promise<boolean> {
    if (isWithin(everyMs, triedAtMs, clock.now().getTime())) return false;
    const { sweptAt } = await ledger.progress();
    return sweptAt === null || !isWithin(everyMs, sweptAt.getTime(), (await store.now()).getTime());
  }

  async function look(signal: AbortSignal): Promise<void> {
    const isDue = await isSweepDue();
    if (!isDue && (await ledger.hintCount()) === 0) return;
    for (const service of ['salesforce', 'spotdraft'] as const) {
      if ((await pauses.active(service)) !== null) return;
    }
    await runAlone({ locks: store.locks, clock, log, lock: LOCK, signal }, async (held) => {
      try {
        // Another process may have swept since we looked.
        if (isDue && (await isSweepDue())) {
          triedAtMs = clock.now().getTime();
          await sweep(parts, held);
        }
        await workOnHints(parts, held);
      } catch (error) {
        // Who lost the lock knows less than whoever has it now.
        if (!held.aborted) await keepFailure(error);
        throw error;
      }
    });
  }

  async function keepFailure(error: unknown): Promise<void> {
    try {
      await ledger.saveProgress({
        ...(await ledger.progress()),
        lastError: failureText(error),
      });
    } catch (failure) {
      log.warn({ err: failure }, 'why a sweep for automations failed can not be kept');
    }
  }

  const watch = startWatch({
    name: 'sweep for automations',
    clock,
    everyMs: Math.min(everyMs, HEAR_EVERY_MS),
    look: async (signal) => {
      try {
        await look(signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, 'a sweep for automations failed and will be tried again');
        await pauses.note(error);
      }
    },
    onFailed: (error) => log.warn({ err: error }, 'a pause for automations can not be kept'),
  });
  return {
    async stop(deadlineMs) {
      await atMost(deadlineMs, watch.stop(), clock);
    },
  };
}
