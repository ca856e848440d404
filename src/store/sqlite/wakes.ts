import type { Wakes } from '../store.js';

/** Processes of one machine look at the file, which costs next to nothing. */
export const noWakes: Wakes = {
  listen: () => ({ isLive: () => false, stop: () => undefined }),
};
