import type { Operator } from '../../auth/caller.js';
import type { UserError } from '../../domain/user-error.js';
import {
  askForRepair,
  backfillStatus,
  pauseRepairs,
  reconciledAt,
  repairOrders,
  resumeRepairs,
} from '../../sync/index.js';
import type { AskedPass, RepairOrders } from '../../sync/index.js';
import type { SharedParts } from '../create-services.js';
import { said } from '../../domain/said.js';

/** Repair passes, as far as operators lead them. */
export interface RepairService {
  /** Has one begin within seconds, in whichever process works on the store. Asked for twice, it is one. */
  ask(operator: Operator, pass: 'CHANGED' | 'EVERYTHING'): Promise<RepairResult>;
  /** Has a backfill begin within seconds, or one that was interrupted go on. Refused while one is under way. */
  backfill(operator: Operator, how: { readonly restart: boolean }): Promise<RepairResult>;
  /** No pass begins from now on, and one that runs is ended; or they begin again. */
  pause(operator: Operator, isPaused: boolean): Promise<RepairResult>;
}

export interface RepairResult {
  readonly repairs: RepairOrders;
  readonly userErrors: readonly UserError[];
}

export function createRepairService({ store, clock, log }: SharedParts): RepairService {
  const { settings } = store;

  async function refused(message: string): Promise<RepairResult> {
    const repairs = await repairOrders(settings);
    return { repairs, userErrors: [{ field: null, code: 'INVALID_STATE', message }] };
  }

  async function order(
    operator: Operator,
    pass: AskedPass['pass'],
    restart = false,
  ): Promise<void> {
    await askForRepair(settings, { at: await store.now(), by: operator.name, pass, restart });
    log.info({ operator: operator.name, pass }, 'a pass was asked for');
  }

  return {
    async ask(operator, pass) {
      const { asked, paused } = await repairOrders(settings);
      if (paused !== null) return refused(pausedText(paused));
      if ((await reconciledAt(settings)) === null)
        return refused(
          said`There is nothing to repair yet. Start a backfill first, or run "dealdraft backfill".`,
        );
      if (asked === null || (asked.pass === 'CHANGED' && pass === 'EVERYTHING'))
        await order(operator, pass);
      return { repairs: await repairOrders(settings), userErrors: [] };
    },

    async backfill(operator, { restart }) {
      const { asked, paused } = await repairOrders(settings);
      if (paused !== null) return refused(pausedText(paused));
      if (asked?.pass === 'BACKFILL')
        return refused(said`A backfill was asked for by ${asked.by}, and is not over yet.`);
      if ((await backfillStatus(settings, clock.now()))?.isRunning === true)
        return refused(said`A backfill is running. Its progress is on the operations page.`);
      await order(operator, 'BACKFILL', restart);
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

function pausedText({ by }: NonNullable<RepairOrders['paused']>): string {
  return said`Repair passes were paused by ${by}. Resume them first.`;
}
