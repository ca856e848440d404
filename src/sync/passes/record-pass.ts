import type { NewActivity, RecordActivity } from '../../domain/activity.js';
import { currentCause, newCause, runBecauseOf } from '../../domain/cause.js';
import type { Clock } from '../../domain/clock.js';
import { whyOf } from '../write-back/told-reason.js';

/** Runs a pass over many contracts as a work of its own, and records how it ended. */
export async function recordPass<Report>(
  { record, clock }: { readonly record?: RecordActivity; readonly clock: Clock },
  operation: string,
  pass: () => Promise<Report>,
  endingOf: (report: Report) => Pick<NewActivity, 'outcome' | 'failed'>,
): Promise<Report> {
  return runBecauseOf(currentCause() ?? newCause(), async () => {
    const startedAtMs = clock.now().getTime();
    const tell = (ending: Pick<NewActivity, 'outcome' | 'failed' | 'error' | 'told'>) =>
      record?.({
        kind: 'REPAIR',
        operation,
        durationMs: clock.now().getTime() - startedAtMs,
        ...ending,
      });
    try {
      const report = await pass();
      tell(endingOf(report));
      return report;
    } catch (error) {
      const { reason, told } = whyOf(error);
      tell({ outcome: 'failed', failed: true, error: reason, told: told ?? null });
      throw error;
    }
  });
}
