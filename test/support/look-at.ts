import type { Look } from '../../src/store/contracts.js';

/** A look at SpotDraft for tests, in the order of times: later ones are newer. */
export function lookAt(at: Date): Look {
  return { number: at.getTime(), at };
}
