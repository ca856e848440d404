import type { Operator } from '../../auth/caller.js';
import type { UserError } from '../../domain/user-error.js';
import {
  askForRepair,
  pauseRepairs,
  reconciledAt,
  repairOrders,
  resumeRepairs,
} from '../../sync/index.js';
import type { RepairOrders } from '../../sync/index.js';
import type { SharedParts } from '../create-services.js';

/** Repair passes, as far as operators lead them. */
export interface RepairService {
  /** Has one begin within seconds, in whichever process works on the store. Asked for twice, it is one. */
  ask(operator: Operator, pass: { readonly everything: boolean }): Promise<RepairResult>;
  /** No pass begins from now on, and one that runs is ended; or they begin again. */
  pause(operator: Operator, isPaused: boolean): Promise<RepairResult>;
}

export interface RepairResult {
  readonly repairs: RepairOrders;
  readonly userErrors: readonly UserError[];
}

export function createRepairService({ store, log }: SharedParts): RepairService {
  const { settings } = store;

  async function refused(message: string): Promise<RepairResult> {
    const repairs = await repairOrders(settings);
    return { repairs, userErrors: [{ field: null, code: 'INVALID_STATE', message }] };
  }

  return {
    async ask(operator, { everything }) {
      const { asked, paused } = await repairOrders(settings);
      if (paused !== null)
        return refused(`Repair passes were paused by ${paused.by}. Resume them first.`);
      if ((await reconciledAt(settings)) === null)
        return refused('There is nothing to repair yet. Run "dealdraft backfill" first.');
      if (asked?.everything !== true && (asked === null || everything)) {
        await askForRepair(settings, { at: await store.now(), by: operator.name, everything });
        log.info({ operator: operator.name, everything }, 'a repair pass was asked for');
      }
      return { repairs: await repairOrders(settings), userErrors: [] };
    },

    async pause(operator, isPaused) {
      if (!isPaused) await resumeRepairs(settings);
      else if ((await repairOrders(settings)).paused === null)
        await pauseRepairs(settings, { at: await store.now(), by: operator.name });
      log.info({ operator: operator.name, isPaused }, 'repair passes paused or resumed');
      return { repairs: await repairOrders(settings), userErrors: [] };
    },
  };
}
