import type { BulkJob } from '../../store/bulk-jobs.js';
import type { SharedParts } from '../create-services.js';
import { LiveQueue } from '../live/live-queue.js';

const LOOK_EVERY_MS = 1_000;

/**
 * The job now, and whenever it changes, at most once a second; ends with the job. One look at the store a second, whatever
 * happens, and no call of anybody.
 */
export function watchJob(
  { store, clock, log }: Pick<SharedParts, 'store' | 'clock' | 'log'>,
  job: BulkJob,
): AsyncIterableIterator<BulkJob, undefined> {
  const ended = new AbortController();
  const queue = new LiveQueue<BulkJob>({
    overflow: (last) => last,
    onEnd: () => {
      ended.abort(new Error('Nobody watches the job any more.'));
    },
  });
  let last = job;
  queue.offer('job', job);

  async function look(): Promise<void> {
    while (!ended.signal.aborted && !hasEnded(last)) {
      await clock.sleep(LOOK_EVERY_MS, ended.signal).catch(() => undefined);
      try {
        const now = await store.bulk.get(job.id);
        if (now === null) break;
        if (now.revision !== last.revision) queue.offer('job', now);
        last = now;
      } catch (error) {
        log.warn({ err: error, jobId: job.id }, 'the progress of a bulk job could not be read');
      }
    }
    queue.finish();
  }

  void look();
  return queue;
}

function hasEnded({ state }: BulkJob): boolean {
  return state === 'DONE' || state === 'CANCELLED';
}
