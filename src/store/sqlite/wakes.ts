import type { Wakes } from '../wakes.js';
import type { CommitWatch } from './commit-watch.js';

/** Every commit wakes: a look for due keys costs less than finding out what was committed. */
export function createWakes(commits: CommitWatch): Wakes {
  return {
    listen(onWake) {
      const watching = commits.watch(onWake);
      let isLive = true;
      return {
        isLive: () => isLive,
        stop: () => {
          isLive = false;
          watching.stop();
        },
      };
    },
  };
}
