import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { ActivityBounds, ActivityLog } from '../../store/activity.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';

export interface ActivityPruningParts {
  readonly activities: Pick<ActivityLog, 'prune'>;
  readonly bounds: () => ActivityBounds;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_EVERY_MS = 60 * 60_000;

/**
 * Removes rows of the own log that are beyond its bounds, once an hour: whoever appends does so too, but nobody may append, and
 * the rows name people. Several processes may do it at once.
 */
export function startActivityPruning(parts: ActivityPruningParts): Watch {
  const { activities, bounds, clock, log } = parts;
  return startWatch({
    name: 'pruning of the own log',
    clock,
    everyMs: LOOK_EVERY_MS,
    look: async (signal) => {
      let total = 0;
      while (!signal.aborted) {
        const pruned = await activities.prune(bounds());
        total += pruned;
        if (pruned === 0) break;
      }
      if (total > 0) log.info({ pruned: total }, 'rows of the own log pruned');
    },
    onFailed: (error) =>
      log.warn({ err: error }, 'the own log could not be pruned and will be tried again'),
  });
}
